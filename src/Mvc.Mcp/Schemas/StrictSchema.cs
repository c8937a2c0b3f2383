using System.Text.Json.Nodes;

namespace Mvc.Mcp.Schemas;

/// <summary>
/// Writes a schema of somebody else's document so that clients which check schemas strictly take it: with the types that its
/// keywords are about, one type at a time, formats and patterns that are known everywhere.
/// </summary>
internal sealed class StrictSchema
{
    private static readonly (string Type, string[] Keywords)[] _groups =
    [
        ("object", ["properties", "required", "additionalProperties", "minProperties", "maxProperties"]),
        ("array", ["items", "minItems", "maxItems", "uniqueItems"]),
        ("string", ["minLength", "maxLength", "pattern"]),
        ("number", ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    ];

    private static readonly HashSet<string> _formats = new(StringComparer.Ordinal)
    {
        "date", "time", "date-time", "duration", "uri", "uri-reference", "uri-template", "email", "hostname", "ipv4", "ipv6", "regex", "uuid",
        "json-pointer", "relative-json-pointer", "byte", "int32", "int64", "float", "double", "password", "binary",
    };

    private static readonly string[] _inPlace = ["allOf", "anyOf", "oneOf"];

    /// <summary>Writes the root of a schema, and its definitions.</summary>
    public static void Write(JsonObject root)
    {
        Write(root, inherited: null, defined: []);
        foreach (var (_, definition) in root["$defs"] as JsonObject ?? [])
            Write(definition!.AsObject(), inherited: null, defined: []);
    }

    private static void Write(JsonObject schema, string[]? inherited, HashSet<string> defined)
    {
        Split(schema);
        Agree(schema);
        var types = TypesOf(schema) ?? inherited ?? Infer(schema);
        foreach (var (type, keywords) in _groups)
        {
            if (types?.Any(each => Is(each, type)) == true)
                continue;
            foreach (var keyword in keywords)
                schema.Remove(keyword);
        }

        WriteFormat(schema, types);
        WriteValues(schema);
        var known = new HashSet<string>(defined, StringComparer.Ordinal);
        WriteRequired(schema, known);
        foreach (var keyword in _inPlace)
        {
            foreach (var part in (schema[keyword] as JsonArray)?.OfType<JsonObject>() ?? [])
                Write(part, types, known);
        }

        if (schema["not"] is JsonObject not)
        {
            // What no value of these types could be forbids nothing.
            if (TypesOf(not) is { } forbidden && types is not null && !forbidden.All(each => types.Any(type => Is(each, type))))
                schema.Remove("not");
            else
                Write(not, types, known);
        }

        foreach (var member in ((schema["properties"] as JsonObject)?.Select(member => member.Value) ?? []).Append(schema["items"]).Append(schema["additionalProperties"]))
        {
            if (member is JsonObject inner)
                Write(inner, inherited: null, defined: []);
        }
    }

    // Several types are alternatives, each with the keywords that are about it.
    private static void Split(JsonObject schema)
    {
        if (TypesOf(schema) is not { } types || types.Count(type => type != "null") < 2)
            return;
        schema.Remove("type");
        if (schema.ContainsKey("anyOf"))
            return;
        schema["anyOf"] = new JsonArray([.. types.Select(type =>
        {
            var alternative = new JsonObject { ["type"] = type };
            foreach (var keyword in _groups.Where(group => Is(type, group.Type)).SelectMany(group => group.Keywords))
            {
                if (schema[keyword] is { } value)
                    alternative[keyword] = value.DeepClone();
            }

            return alternative;
        })]);
        foreach (var keyword in _groups.SelectMany(group => group.Keywords))
            schema.Remove(keyword);
    }

    // Beside alternatives of other types a type would forbid them.
    private static void Agree(JsonObject schema)
    {
        if (TypesOf(schema) is not { } types)
            return;
        var parts = _inPlace.SelectMany(keyword => (schema[keyword] as JsonArray)?.OfType<JsonObject>() ?? []);
        if (parts.Select(TypesOf).OfType<string[]>().SelectMany(part => part).Any(type => !types.Any(each => Is(type, each))))
            schema.Remove("type");
    }

    private static string[]? Infer(JsonObject schema)
    {
        var group = _groups.FirstOrDefault(group => group.Keywords.Any(schema.ContainsKey));
        if (group.Type is null)
            return null;
        schema["type"] = group.Type;
        return [group.Type];
    }

    private static void WriteFormat(JsonObject schema, string[]? types)
    {
        if (schema["format"]?.ToString() is { } format &&
            !(_formats.Contains(format) && types?.Any(type => type is "string" or "number" or "integer") == true))
        {
            schema.Remove("format");
            Tell(schema, format);
        }

        if (schema["pattern"]?.ToString() is { } pattern && !EcmaPattern.IsKnownEverywhere(pattern))
        {
            schema.Remove("pattern");
            Tell(schema, $"pattern {pattern}");
        }
    }

    private static void Tell(JsonObject schema, string what)
    {
        var text = schema["description"]?.ToString();
        schema["description"] = string.IsNullOrEmpty(text) ? what : $"{text} ({what})";
    }

    private static void WriteValues(JsonObject schema)
    {
        if (schema["enum"] is JsonArray values)
        {
            var kept = new JsonArray();
            foreach (var value in values.Where(value => !kept.Any(other => JsonNode.DeepEquals(other, value))).ToArray())
                kept.Add(value?.DeepClone());
            if (kept.Count == 0)
                schema.Remove("enum");
            else
                schema["enum"] = kept;
        }

        if (schema["multipleOf"] is JsonValue multiple && multiple.TryGetValue(out decimal step) && step <= 0)
            schema.Remove("multipleOf");
        foreach (var keyword in _inPlace)
        {
            if (schema[keyword] is JsonArray { Count: 0 })
                schema.Remove(keyword);
        }
    }

    // What is required and not described is described as anything.
    private static void WriteRequired(JsonObject schema, HashSet<string> known)
    {
        foreach (var (name, _) in schema["properties"] as JsonObject ?? [])
            known.Add(name);
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).Where(known.Add).ToArray())
        {
            if (schema["properties"] is not JsonObject members)
                schema["properties"] = members = [];
            members[name] = new JsonObject();
        }
    }

    private static bool Is(string type, string other) => type == other || type == "integer" && other == "number";

    private static string[]? TypesOf(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => [.. several.Select(type => type!.GetValue<string>())],
        JsonValue one => [one.GetValue<string>()],
        _ => null,
    };
}
