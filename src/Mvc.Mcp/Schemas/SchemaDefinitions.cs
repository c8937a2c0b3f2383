using System.Text.Json.Nodes;

namespace Mvc.Mcp.Schemas;

/// <summary>The <c>$defs</c> of one schema while it is made.</summary>
internal sealed class SchemaDefinitions
{
    private readonly JsonObject _definitions = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Refers to the definition of <paramref name="id"/>, and makes it where it is not there yet.</summary>
    /// <param name="id">The schema's identifier in the document.</param>
    /// <param name="alone">Whether the definition is that of a base type without its derived types.</param>
    /// <param name="define">Makes the definition; it may refer to itself.</param>
    public JsonObject Refer(string id, bool alone, Func<JsonObject> define)
    {
        var name = alone ? id + ".self" : id;
        if (!_definitions.ContainsKey(name))
        {
            // Taken before it is filled: the definition refers to itself.
            _definitions[name] = null;
            _definitions[name] = define();
        }

        var pointer = "#/$defs/" + Uri.EscapeDataString(
            name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        _names[pointer] = name;
        return new JsonObject { ["$ref"] = pointer };
    }

    /// <summary>The definition that <paramref name="schema"/> refers to, or the schema itself.</summary>
    public JsonObject Dereference(JsonObject schema) =>
        schema["$ref"] is JsonValue reference && _names.TryGetValue(reference.GetValue<string>(), out var name) &&
        _definitions[name] is JsonObject definition
            ? definition
            : schema;

    /// <summary>Gives <paramref name="root"/> the definitions.</summary>
    public void AddTo(JsonObject root)
    {
        if (_definitions.Count > 0)
            root["$defs"] = _definitions.DeepClone();
    }
}
