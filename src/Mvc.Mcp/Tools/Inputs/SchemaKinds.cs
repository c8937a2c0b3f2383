using System.Text.Json.Nodes;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>Reads from a JSON Schema what JSON it takes.</summary>
internal static class SchemaKinds
{
    /// <summary>What JSON the schema takes, null aside.</summary>
    public static ArgumentKind KindOf(JsonObject? schema)
    {
        if (schema is null)
            return ArgumentKind.Any;
        if (schema["type"] is null && (schema["oneOf"] ?? schema["anyOf"]) is JsonArray alternatives)
        {
            return alternatives.Select(alternative => alternative as JsonObject).Where(alternative => !IsNull(alternative))
                .Select(KindOf).Distinct().ToArray() is [var shared] ? shared : ArgumentKind.Any;
        }
        return TypesOf(schema).Where(name => name != "null").ToArray() is [var name]
            ? name switch
            {
                "string" => ArgumentKind.String,
                "integer" => ArgumentKind.Integer,
                "number" => ArgumentKind.Number,
                "boolean" => ArgumentKind.Boolean,
                "object" => ArgumentKind.Object,
                "array" => ArgumentKind.Array,
                _ => ArgumentKind.Any,
            }
            : ArgumentKind.Any;
    }

    /// <summary>Whether <c>null</c> is among the values of the schema.</summary>
    public static bool TakesNull(JsonObject schema) =>
        TypesOf(schema).Contains("null") ||
        (schema["oneOf"] ?? schema["anyOf"]) is JsonArray alternatives && alternatives.Any(alternative => IsNull(alternative as JsonObject)) ||
        !schema.Any(keyword => keyword.Key is "type" or "oneOf" or "anyOf" or "enum" or "const" or "$ref");

    private static bool IsNull(JsonObject? schema) => schema?["type"] is JsonValue type && type.GetValue<string>() == "null";

    private static IEnumerable<string> TypesOf(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => several.Select(type => type!.GetValue<string>()),
        JsonValue one => [one.GetValue<string>()],
        _ => [],
    };
}
