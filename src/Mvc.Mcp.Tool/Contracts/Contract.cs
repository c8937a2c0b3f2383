using System.Text.Json.Nodes;

namespace Mvc.Mcp.Tool.Contracts;

/// <summary>Takes from a definition what is only for reading.</summary>
internal static class Contract
{
    private static readonly HashSet<string> _text = ["title", "description", "examples", "example", "_meta", "icons"];

    // Their members are names that the API chose: a property may well be called description.
    private static readonly HashSet<string> _named = ["properties", "$defs", "patternProperties", "dependentSchemas"];

    // Values, not schemas: every member counts.
    private static readonly HashSet<string> _values = ["default", "const", "enum"];

    /// <summary>The definition without titles, descriptions and examples.</summary>
    public static JsonObject Of(JsonNode definition) => (JsonObject)Strip(definition)!;

    private static JsonNode? Strip(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .Where(member => !_text.Contains(member.Key))
            .Select(member => KeyValuePair.Create(member.Key, StripMember(member.Key, member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Strip)]),
        _ => node?.DeepClone(),
    };

    private static JsonNode? StripMember(string name, JsonNode? value)
    {
        if (_values.Contains(name))
            return value?.DeepClone();
        return _named.Contains(name) && value is JsonObject named
            ? new JsonObject(named.Select(member => KeyValuePair.Create(member.Key, Strip(member.Value))))
            : Strip(value);
    }
}
