using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mvc.Mcp.Operations.Documents.Preparation;

/// <summary>
/// Writes the schemas of a document so that every version of the reader takes them, and none forbids what the document
/// allows: what JSON Schema can say beyond that is dropped, and told.
/// </summary>
internal sealed class SchemaPreparation(bool allowsSiblings, PreparationNotes notes)
{
    private static readonly HashSet<string> _types = new(StringComparer.Ordinal) { "string", "number", "integer", "boolean", "object", "array", "null", "file" };

    // What people write in place of a type.
    private static readonly Dictionary<string, string> _meant = new(StringComparer.OrdinalIgnoreCase)
    {
        ["int"] = "integer", ["int32"] = "integer", ["int64"] = "integer", ["long"] = "integer", ["float"] = "number", ["double"] = "number",
        ["decimal"] = "number", ["bool"] = "boolean", ["str"] = "string", ["text"] = "string", ["date"] = "string", ["datetime"] = "string",
        ["uuid"] = "string", ["list"] = "array", ["dict"] = "object", ["map"] = "object",
    };

    // Keywords that clients do not bear, or that say nothing where they stand; without them everything stays allowed.
    private static readonly string[] _dropped =
    [
        "if", "then", "else", "contains", "minContains", "maxContains", "propertyNames", "unevaluatedItems", "unevaluatedProperties",
        "dependentSchemas", "dependentRequired", "dependencies", "contentSchema", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "additionalItems",
    ];

    // What may stand beside a reference without changing what is allowed.
    private static readonly HashSet<string> _beside = new(StringComparer.Ordinal)
    {
        "$ref", "description", "summary", "title", "default", "deprecated", "readOnly", "writeOnly", "example", "examples", "$comment", "$defs", "externalDocs", "xml",
    };

    private static readonly string[] _numbers = ["minimum", "maximum", "multipleOf"];
    private static readonly string[] _counts = ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];
    private static readonly string[] _flags = ["readOnly", "writeOnly", "deprecated", "nullable", "uniqueItems"];
    private static readonly string[] _texts = ["title", "description", "format", "pattern"];

    /// <summary>Prepares one schema and those within it.</summary>
    public JsonNode Prepare(JsonNode? node, string where)
    {
        if (node is JsonValue value && value.TryGetValue(out bool all))
            return all ? [] : Nothing();
        if (node is not JsonObject schema)
        {
            notes.Add("A schema is neither an object nor true or false, and is read as one that allows anything", where);
            return new JsonObject();
        }

        if (schema.ContainsKey("$ref"))
            return PrepareReference(schema, where);
        Check(schema, where);
        PrepareTuple(schema, where);
        PreparePatterns(schema, where);
        if (schema.Remove("const", out var constant))
        {
            // The reader of some versions knows texts only.
            schema["enum"] ??= new JsonArray(constant);
        }

        // How OpenAPI 3.1 says that a text is a file (3.0 says format: binary).
        if (schema["contentMediaType"] is JsonValue type && !schema.ContainsKey("contentEncoding") && !schema.ContainsKey("format") &&
            type.TryGetValue(out string? name) && MediaTypes.KindOf(name) is not (MediaKind.Json or MediaKind.Text or MediaKind.Events))
        {
            schema["format"] = "binary";
        }
        foreach (var keyword in _dropped)
        {
            if (schema.Remove(keyword, out var lost) && !IsTrue(lost))
                notes.Add($"The keyword '{keyword}' is not told to clients, which do not bear it: what it forbids the API refuses itself", where);
        }

        SchemaPlaces.VisitWithin(schema, where, Prepare);
        return schema;
    }

    private static JsonObject Nothing() => new() { ["not"] = new JsonObject() };

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool flag) && flag;

    private JsonNode PrepareReference(JsonObject schema, string where)
    {
        if (schema["$ref"] is not JsonValue value || !value.TryGetValue<string>(out _))
        {
            schema.Remove("$ref");
            notes.Add("A $ref is no text, and is left out", where);
            return Prepare(schema, where);
        }

        // Before 3.1 what stands beside a reference does not count.
        if (!allowsSiblings || schema.All(keyword => _beside.Contains(keyword.Key) || keyword.Key.StartsWith("x-", StringComparison.Ordinal)))
            return schema;
        schema.Remove("$ref", out var reference);
        if (schema["allOf"] is not JsonArray parts)
            schema["allOf"] = parts = [];
        parts.Insert(0, new JsonObject { ["$ref"] = reference });
        return Prepare(schema, where);
    }

    // A tuple allows in each place what the tuple allows in some: clients do not agree on how to say more.
    private void PrepareTuple(JsonObject schema, string where)
    {
        var places = schema["prefixItems"] as JsonArray ?? schema["items"] as JsonArray;
        var isOld = schema["items"] is JsonArray;
        if (places is null)
        {
            // Nothing but the empty array.
            if (schema["items"] is JsonValue only && only.TryGetValue(out bool allowed))
            {
                schema.Remove("items");
                if (!allowed)
                    schema["maxItems"] = 0;
            }

            return;
        }

        var rest = isOld ? schema["additionalItems"] : schema["items"];
        schema.Remove("prefixItems");
        schema.Remove("additionalItems");
        schema.Remove("items");
        var isClosed = rest is JsonValue value && value.TryGetValue(out bool open) && !open;
        if (isClosed && schema["maxItems"] is null)
            schema["maxItems"] = places.Count;
        if (isClosed || rest is JsonObject)
            schema["items"] = new JsonObject { ["anyOf"] = new JsonArray([.. places.Append(isClosed ? null : rest).Where(place => place is not null).Select(place => place!.DeepClone())]) };
        notes.Add("Which element of an array stands where ('prefixItems') is not told to clients, which do not bear it", where);
    }

    // In the same way a member that no name is given for is what some pattern allows.
    private void PreparePatterns(JsonObject schema, string where)
    {
        if (!schema.Remove("patternProperties", out var patterns) || patterns is not JsonObject { Count: > 0 } map)
            return;
        if (schema["additionalProperties"] is JsonValue value && value.TryGetValue(out bool open) && !open)
            schema["additionalProperties"] = new JsonObject { ["anyOf"] = new JsonArray([.. map.Select(pattern => pattern.Value?.DeepClone())]) };
        notes.Add("Which names of members follow which pattern ('patternProperties') is not told to clients, which do not bear it", where);
    }

    private void Check(JsonObject schema, string where)
    {
        CheckType(schema, where);
        Check(schema, where, _numbers, IsNumber);
        Check(schema, where, _counts, value => value is JsonValue number && number.TryGetValue(out int count) && count >= 0);
        Check(schema, where, _flags, IsFlag);
        Check(schema, where, _texts, IsText);
        Check(schema, where, ["exclusiveMinimum", "exclusiveMaximum"], value => IsNumber(value) || IsFlag(value));
        Check(schema, where, ["enum", "examples"], value => value is JsonArray);
        Check(schema, where, ["required"], value => value is JsonArray names && names.All(IsText));
        Check(schema, where, SchemaPlaces.Lists, value => value is JsonArray);
        Check(schema, where, SchemaPlaces.Maps, value => value is JsonObject);
        Check(schema, where, ["discriminator"], value => value is JsonObject map && IsText(map["propertyName"]) &&
            (map["mapping"] is null || map["mapping"] is JsonObject names && names.All(name => IsText(name.Value))));
    }

    private void CheckType(JsonObject schema, string where)
    {
        if (schema["type"] is not { } type)
            return;
        var names = (type as JsonArray)?.ToArray() ?? [type];
        var known = names.Select(name => name is JsonValue value && value.TryGetValue(out string? text) ? _types.Contains(text) ? text : _meant.GetValueOrDefault(text) : null)
            .OfType<string>().Distinct().ToArray();
        if (known.Length == names.Length && (known.Length > 1 || type is JsonValue) && known.Zip(names).All(pair => pair.First == pair.Second!.GetValue<string>()))
            return;
        if (known.Length == 0)
            schema.Remove("type");
        else
            schema["type"] = known.Length == 1 ? known[0] : new JsonArray([.. known.Select(name => JsonValue.Create(name))]);
        if (known.Length < names.Length)
            notes.Add($"The type {type.ToJsonString()} is unknown, and is read as any", where);
    }

    private void Check(JsonObject schema, string where, IEnumerable<string> keywords, Predicate<JsonNode?> fits)
    {
        foreach (var keyword in keywords)
        {
            if (schema.TryGetPropertyValue(keyword, out var value) && !fits(value))
            {
                schema.Remove(keyword);
                notes.Add($"The keyword '{keyword}' has a value that it cannot have, and is left out", where);
            }
        }
    }

    private static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;

    private static bool IsNumber(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number;

    private static bool IsFlag(JsonNode? node) => node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False;
}
