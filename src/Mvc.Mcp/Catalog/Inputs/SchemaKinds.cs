using System.Text.Json.Nodes;

namespace Mvc.Mcp.Catalog.Inputs;

/// <summary>Reads from a JSON Schema what JSON it takes.</summary>
internal static class SchemaKinds
{
    /// <summary>What JSON the schema takes.</summary>
    public static ArgumentKind KindOf(JsonObject? schema)
    {
        var names = TypesOf(schema).Where(name => name != "null").ToArray();
        return names is [var name]
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

    /// <summary>Whether <c>null</c> is among the values of the schema by its type.</summary>
    public static bool TakesNull(JsonObject schema) => TypesOf(schema).Contains("null");

    private static IEnumerable<string> TypesOf(JsonObject? schema) => schema?["type"] switch
    {
        JsonArray several => several.Select(type => type!.GetValue<string>()),
        JsonValue one => [one.GetValue<string>()],
        _ => [],
    };
}
