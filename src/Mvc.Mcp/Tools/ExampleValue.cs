using System.Text.Json.Nodes;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Tools;

/// <summary>Makes an example of a schema: what the document says of its parts, and plain values for the rest.</summary>
internal static class ExampleValue
{
    // What is deeper tells a reader nothing more, and recursive schemas end here.
    private const int MaxDepth = 5;

    /// <summary>An example of the schema; null where it allows anything or only null.</summary>
    public static JsonNode? Of(JsonObject schema, SchemaTranslator translator) => Of(schema, translator, 0);

    private static JsonNode? Of(JsonObject schema, SchemaTranslator translator, int depth)
    {
        if ((schema["examples"] as JsonArray)?.FirstOrDefault() is { } example)
            return example.DeepClone();
        if ((schema["default"] ?? schema["const"] ?? (schema["enum"] as JsonArray)?.FirstOrDefault()) is { } value)
            return value.DeepClone();
        schema = translator.Dereference(schema);
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray { Count: > 0 } alternatives)
            return Of(alternatives[0]!.AsObject(), translator, depth);
        return TypeOf(schema) switch
        {
            "string" => "string",
            "integer" => 0,
            "number" => 0.5,
            "boolean" => true,
            "array" when depth < MaxDepth && schema["items"] is JsonObject items && Of(items, translator, depth + 1) is { } item => new JsonArray(item),
            "array" => new JsonArray(),
            "object" => Members(schema, translator, depth),
            _ => null,
        };
    }

    private static JsonObject Members(JsonObject schema, SchemaTranslator translator, int depth)
    {
        var members = new JsonObject();
        if (depth >= MaxDepth)
            return members;
        foreach (var (name, member) in schema["properties"] as JsonObject ?? [])
            members[name] = Of(member!.AsObject(), translator, depth + 1);
        if (schema["additionalProperties"] is JsonObject { Count: > 0 } values)
            members["key"] = Of(values, translator, depth + 1);
        return members;
    }

    private static string? TypeOf(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => several.Select(type => type!.GetValue<string>()).FirstOrDefault(type => type != "null"),
        JsonValue one => one.GetValue<string>(),
        _ => null,
    };
}
