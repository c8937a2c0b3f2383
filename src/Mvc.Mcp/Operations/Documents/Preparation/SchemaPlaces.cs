using System.Text.Json.Nodes;

namespace Mvc.Mcp.Operations.Documents.Preparation;

/// <summary>Finds the schemas of a document, wherever they stand.</summary>
internal static class SchemaPlaces
{
    /// <summary>Keywords of a schema that hold one schema.</summary>
    public static readonly string[] Single =
    [
        "items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames", "additionalItems",
        "unevaluatedItems", "unevaluatedProperties", "contentSchema",
    ];

    /// <summary>Keywords that hold a list of schemas.</summary>
    public static readonly string[] Lists = ["allOf", "anyOf", "oneOf", "prefixItems"];

    /// <summary>Keywords that hold schemas by name.</summary>
    public static readonly string[] Maps = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];

    // What stands in these is data, whatever it looks like.
    private static readonly HashSet<string> _data = new(StringComparer.Ordinal) { "example", "examples", "default", "enum", "const", "x-examples" };

    /// <summary>Hands the outermost schemas to <paramref name="visit"/>, which returns what is to stand in their place.</summary>
    public static void Visit(JsonObject root, Func<JsonNode?, string, JsonNode> visit)
    {
        VisitMap((root["components"] as JsonObject)?["schemas"] as JsonObject, "#/components/schemas", visit);
        VisitMap(root["definitions"] as JsonObject, "#/definitions", visit);
        foreach (var (name, value) in root.ToArray())
        {
            if (name != "definitions")
                VisitOther(value, "#/" + JsonPointer.Escape(name), inComponents: name == "components", visit);
        }
    }

    /// <summary>Does the same with the schemas directly within one.</summary>
    public static void VisitWithin(JsonObject schema, string where, Func<JsonNode?, string, JsonNode> visit)
    {
        foreach (var keyword in Single)
        {
            // Without a schema these are switches.
            if (schema.TryGetPropertyValue(keyword, out var value) && value is not JsonArray && !IsSwitch(keyword, value))
                Replace(schema, keyword, value, $"{where}/{keyword}", visit);
        }

        foreach (var keyword in Lists.Append("items"))
        {
            if (schema[keyword] is not JsonArray list)
                continue;
            for (var i = 0; i < list.Count; i++)
            {
                var made = visit(list[i], $"{where}/{keyword}/{i}");
                if (!ReferenceEquals(made, list[i]))
                    list[i] = made;
            }
        }

        foreach (var keyword in Maps)
            VisitMap(schema[keyword] as JsonObject, $"{where}/{keyword}", visit);
    }

    private static bool IsSwitch(string keyword, JsonNode? value) =>
        value is JsonValue flag && flag.TryGetValue<bool>(out _) && keyword is "additionalProperties" or "unevaluatedProperties" or "unevaluatedItems";

    private static void VisitMap(JsonObject? map, string where, Func<JsonNode?, string, JsonNode> visit)
    {
        foreach (var (name, value) in map?.ToArray() ?? [])
            Replace(map!, name, value, $"{where}/{JsonPointer.Escape(name)}", visit);
    }

    private static void VisitOther(JsonNode? node, string where, bool inComponents, Func<JsonNode?, string, JsonNode> visit)
    {
        if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
                VisitOther(list[i], $"{where}/{i}", inComponents: false, visit);
            return;
        }

        foreach (var (name, value) in (node as JsonObject)?.ToArray() ?? [])
        {
            var at = $"{where}/{JsonPointer.Escape(name)}";
            if (name == "schema" || name == "itemSchema")
                Replace((JsonObject)node!, name, value, at, visit);
            else if (!(inComponents && name == "schemas") && !_data.Contains(name) && !name.StartsWith("x-", StringComparison.Ordinal))
                VisitOther(value, at, inComponents: false, visit);
        }
    }

    private static void Replace(JsonObject owner, string name, JsonNode? value, string where, Func<JsonNode?, string, JsonNode> visit)
    {
        var made = visit(value, where);
        if (!ReferenceEquals(made, value))
            owner[name] = made;
    }
}
