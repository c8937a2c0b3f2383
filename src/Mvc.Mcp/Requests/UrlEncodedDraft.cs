using System.Text;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>A form as <c>application/x-www-form-urlencoded</c>.</summary>
internal sealed class UrlEncodedDraft(BodyTemplate plan, bool isForeign, long maxBytes, RequestLimits limits) : IBodyDraft
{
    private readonly FieldList _fields = new("form", maxBytes, QueryText.Overhead, limits, isEncoded: isForeign);

    /// <inheritdoc />
    public void Put(ArgumentBinding argument, JsonElement value, ArgumentErrors errors)
    {
        if (argument.Style is { } style)
            StyledText.Write(argument, style, value, _fields, limits, errors);
        else
            FieldWriter.Write(argument, value, _fields, errors);
    }

    /// <inheritdoc />
    public RequestContent Complete() => new(
        plan.ContentType,
        Encoding.ASCII.GetBytes(_fields.Count == 0 ? "" : isForeign ? QueryText.Join(_fields) : QueryText.Write(_fields)[1..]));
}
