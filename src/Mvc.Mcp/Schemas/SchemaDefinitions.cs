using System.Text.Json.Nodes;

namespace Mvc.Mcp.Schemas;

/// <summary>The <c>$defs</c> of one schema while it is made.</summary>
internal sealed class SchemaDefinitions
{
    private readonly JsonObject _definitions = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    // Made one after the other and not within each other: a document says how long its chains of definitions are.
    private readonly Queue<(string Name, Func<JsonObject> Define)> _pending = new();

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
            _pending.Enqueue((name, define));
        }

        var pointer = "#/$defs/" + Uri.EscapeDataString(
            name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        _names[pointer] = name;
        return new JsonObject { ["$ref"] = pointer };
    }

    /// <summary>The definition that <paramref name="schema"/> refers to, or the schema itself.</summary>
    public JsonObject Dereference(JsonObject schema)
    {
        if (schema["$ref"] is not JsonValue reference || !_names.TryGetValue(reference.GetValue<string>(), out var name))
            return schema;
        Define();
        return _definitions[name] as JsonObject ?? schema;
    }

    /// <summary>Gives <paramref name="root"/> the definitions.</summary>
    public void AddTo(JsonObject root)
    {
        Define();
        if (_definitions.Count > 0)
            root["$defs"] = _definitions.DeepClone();
    }

    private void Define()
    {
        while (_pending.TryDequeue(out var next))
            _definitions[next.Name] = next.Define();
    }
}
