using System.Text;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>A form as <c>application/x-www-form-urlencoded</c>.</summary>
internal sealed class UrlEncodedDraft(BodyTemplate plan) : IBodyDraft
{
    private readonly List<KeyValuePair<string, string>> _fields = [];

    /// <inheritdoc />
    public void Put(ArgumentBinding argument, JsonElement value, ArgumentErrors errors) =>
        FieldWriter.Write(argument, value, _fields, errors);

    /// <inheritdoc />
    public RequestContent Complete() =>
        new(plan.ContentType, Encoding.UTF8.GetBytes(_fields.Count == 0 ? "" : QueryText.Write(_fields)[1..]));
}
