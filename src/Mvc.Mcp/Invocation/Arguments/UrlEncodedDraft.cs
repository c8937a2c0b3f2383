using System.Text;
using System.Text.Json;
using Mvc.Mcp.Catalog;

namespace Mvc.Mcp.Invocation.Arguments;

/// <summary>A form as <c>application/x-www-form-urlencoded</c>.</summary>
internal sealed class UrlEncodedDraft(BodyPlan plan) : IBodyDraft
{
    private readonly List<KeyValuePair<string, string>> _fields = [];

    /// <inheritdoc />
    public void Put(ArgumentPlan argument, JsonElement value, ArgumentErrors errors) =>
        FieldWriter.Write(argument, value, _fields, errors);

    /// <inheritdoc />
    public RequestContent Complete() =>
        new(plan.ContentType, Encoding.UTF8.GetBytes(_fields.Count == 0 ? "" : QueryText.Write(_fields)[1..]));
}
