using System.Text;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>A form as <c>application/x-www-form-urlencoded</c>.</summary>
internal sealed class UrlEncodedDraft(BodyTemplate plan, long maxBytes, RequestLimits limits) : IBodyDraft
{
    private readonly FieldList _fields = new("form", maxBytes, QueryText.Overhead, limits);

    /// <inheritdoc />
    public void Put(ArgumentBinding argument, JsonElement value, ArgumentErrors errors) =>
        FieldWriter.Write(argument, value, _fields, errors);

    /// <inheritdoc />
    public RequestContent Complete() =>
        new(plan.ContentType, Encoding.ASCII.GetBytes(_fields.Count == 0 ? "" : QueryText.Write(_fields)[1..]));
}
