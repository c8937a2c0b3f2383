using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mvc.Mcp.Operations.Documents.Preparation;

/// <summary>
/// Gives every schema that something refers to a name of its own among the document's schemas. Readers follow references to
/// those; a reference may lead anywhere else in the document.
/// </summary>
internal sealed partial class ReferencePreparation
{
    private readonly JsonObject _root;
    private readonly string? _ownName;
    private readonly JsonObject _schemas;
    private readonly string _prefix;
    private readonly Dictionary<string, string> _named = new(StringComparer.Ordinal);
    private readonly Queue<(string Name, JsonNode Schema)> _added = new();
    private readonly PreparationNotes _notes;

    /// <param name="root">The document.</param>
    /// <param name="location">Where it was found: a reference may name the document it stands in.</param>
    /// <param name="notes">Where references that lead nowhere are told.</param>
    public ReferencePreparation(JsonObject root, string location, PreparationNotes notes)
    {
        _root = root;
        _notes = notes;
        _ownName = location.Split('/', '\\')[^1].Split('?', '#')[0] is { Length: > 0 } name ? name : null;
        if (root.ContainsKey("swagger"))
        {
            _schemas = Member(root, "definitions");
            _prefix = "#/definitions/";
        }
        else
        {
            _schemas = Member(Member(root, "components"), "schemas");
            _prefix = "#/components/schemas/";
        }
    }

    /// <summary>Prepares all of them.</summary>
    public void Prepare()
    {
        NameOwn(_root);
        SchemaPlaces.Visit(_root, (schema, where) => Prepare(schema, where, definitions: null));
        while (_added.TryDequeue(out var next))
            _schemas[next.Name] = Prepare(next.Schema, _prefix + next.Name, definitions: null);
    }

    private static JsonObject Member(JsonObject owner, string name)
    {
        if (owner[name] is JsonObject member)
            return member;
        member = [];
        owner[name] = member;
        return member;
    }

    // A reference that names the file it stands in stays within it.
    private void NameOwn(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var element in list)
                NameOwn(element);
        }
        else if (node is JsonObject map)
        {
            foreach (var (name, value) in map.ToArray())
            {
                if (name != "$ref")
                {
                    NameOwn(value);
                }
                else if (_ownName is not null && value is JsonValue text && text.TryGetValue(out string? reference) &&
                    (reference.StartsWith(_ownName + "#", StringComparison.Ordinal) || reference.StartsWith($"./{_ownName}#", StringComparison.Ordinal)))
                {
                    map["$ref"] = reference[reference.IndexOf('#', StringComparison.Ordinal)..];
                }
            }
        }
    }

    private JsonNode Prepare(JsonNode? node, string where, JsonObject? definitions)
    {
        if (node is not JsonObject schema)
            return node ?? JsonValue.Create(true);
        // A schema's own definitions are reached from within it, by generators that write it alone.
        definitions = schema["$defs"] as JsonObject ?? schema["definitions"] as JsonObject ?? definitions;
        if (schema["$ref"] is JsonValue value && value.TryGetValue(out string? reference) && reference.StartsWith('#'))
            schema["$ref"] = Rewrite(reference, where, definitions);
        foreach (var (key, target) in (schema["discriminator"] as JsonObject)?["mapping"] as JsonObject ?? [])
        {
            if (target is JsonValue mapped && mapped.TryGetValue(out string? pointer) && pointer.StartsWith('#') && Rewrite(pointer, where, definitions) is var rewritten && rewritten != pointer)
                schema["discriminator"]!["mapping"]![key] = rewritten;
        }

        SchemaPlaces.VisitWithin(schema, where, (inner, at) => Prepare(inner, at, definitions));
        return schema;
    }

    private string Rewrite(string reference, string where, JsonObject? definitions)
    {
        if (reference.StartsWith(_prefix, StringComparison.Ordinal) && _schemas.ContainsKey(reference[_prefix.Length..]))
            return reference;
        if (_named.TryGetValue(reference, out var known))
            return known;
        var path = JsonPointer.Parse(reference);
        var target = path is null ? reference == "#" ? _root["components"] : null : JsonPointer.Find(_root, path);
        if (path is not null && target is null && path is ["$defs" or "definitions", .. var rest] && definitions is not null)
            target = JsonPointer.Find(definitions, rest);
        if (path is null || target is not JsonObject)
        {
            if (target is JsonValue flag && flag.TryGetValue(out bool _))
                return Add(reference, path!, target);
            _notes.Add($"The reference '{reference}' leads to nothing; what should stand there is told as anything", where);
            return reference;
        }

        return Add(reference, path, target);
    }

    private string Add(string reference, string[] path, JsonNode target)
    {
        var wanted = Invalid().Replace(string.Join('.', path.Length > 2 ? path[2..] : path), "_");
        var name = wanted;
        for (var number = 2; _schemas.ContainsKey(name); number++)
            name = $"{wanted}_{number}";
        var schema = target.DeepClone();
        // The name is taken at once; what it stands for may refer to itself.
        _schemas[name] = new JsonObject();
        _added.Enqueue((name, schema));
        return _named[reference] = _prefix + name;
    }

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex Invalid();
}
