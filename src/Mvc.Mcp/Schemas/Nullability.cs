using System.Text.Json.Nodes;

namespace Mvc.Mcp.Schemas;

/// <summary>Makes schemas take null as well.</summary>
internal static class Nullability
{
    /// <summary>A schema that takes what <paramref name="schema"/> takes, and null.</summary>
    public static JsonObject AllowNull(JsonObject schema)
    {
        AllowNullIn(schema);
        return schema;
    }

    /// <summary>The same in place.</summary>
    public static void AllowNullIn(JsonObject schema)
    {
        if (schema.Remove("$ref", out var reference))
        {
            schema["anyOf"] = new JsonArray(new JsonObject { ["$ref"] = reference }, Null());
        }
        else if (schema["type"] is { } type)
        {
            AddToType(schema, type);
            if (schema["enum"] is JsonArray values && !values.Any(value => value is null))
                values.Add(null);
        }
        else if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray alternatives && !alternatives.Any(IsNull))
        {
            alternatives.Add(Null());
        }
    }

    private static void AddToType(JsonObject schema, JsonNode type)
    {
        if (type is JsonArray several)
        {
            if (several.All(name => name!.GetValue<string>() != "null"))
                several.Add("null");
        }
        else if (type.GetValue<string>() != "null")
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
        }
    }

    private static bool IsNull(JsonNode? alternative) => alternative?["type"] is JsonValue type && type.GetValue<string>() == "null";

    private static JsonObject Null() => new() { ["type"] = "null" };
}
