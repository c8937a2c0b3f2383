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

    /// <summary>Makes <paramref name="schema"/> refuse null.</summary>
    public static void ForbidNullIn(JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
            schema["type"] = types.Where(type => type!.GetValue<string>() != "null").ToArray() is [{ } only] ? only.DeepClone() : Without(types, type => type!.GetValue<string>() == "null");
        if (schema["enum"] is JsonArray values)
            schema["enum"] = Without(values, value => value is null);
        foreach (var keyword in new[] { "oneOf", "anyOf" })
        {
            if (schema[keyword] is not JsonArray alternatives || !alternatives.Any(IsNull))
                continue;
            schema.Remove(keyword);
            var others = Without(alternatives, IsNull);
            if (others is [JsonObject single])
                SchemaMerger.Merge(schema, single.DeepClone().AsObject());
            else
                schema[keyword] = others;
        }
    }

    private static JsonArray Without(JsonArray elements, Func<JsonNode?, bool> excluded) =>
        new([.. elements.Where(element => !excluded(element)).Select(element => element?.DeepClone())]);

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
