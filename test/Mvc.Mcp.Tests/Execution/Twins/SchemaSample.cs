using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mvc.Mcp.Tests.Execution.Twins;

/// <summary>Makes a value that a schema allows: enough of one to call every action of the test application.</summary>
internal sealed class SchemaSample(JsonElement root)
{
    private const int MaxDepth = 6;

    private static readonly string[] _texts = ["AB-123", "abc", "ab123", "03:04:05"];

    /// <summary>A value for each property of a tool's input schema; the optional ones too when <paramref name="all"/>.</summary>
    public static Dictionary<string, JsonElement> Arguments(JsonElement inputSchema, bool all)
    {
        var sample = new SchemaSample(inputSchema);
        var required = sample.Required(inputSchema);
        var arguments = new Dictionary<string, JsonElement>();
        if (!inputSchema.TryGetProperty("properties", out var properties))
            return arguments;
        foreach (var property in properties.EnumerateObject())
        {
            if (all || required.Contains(property.Name))
                arguments.Add(property.Name, JsonSerializer.SerializeToElement(sample.Value(property.Value, 0)));
        }

        return arguments;
    }

    private JsonNode? Value(JsonElement schema, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return "any";
        if (schema.TryGetProperty("const", out var constant))
            return JsonNode.Parse(constant.GetRawText());
        if (schema.TryGetProperty("enum", out var values))
            return JsonNode.Parse(values[0].GetRawText());
        if (schema.TryGetProperty("$ref", out var reference))
            return depth > MaxDepth ? null : Value(Resolve(reference.GetString()!), depth + 1);
        foreach (var keyword in new[] { "oneOf", "anyOf" })
        {
            if (schema.TryGetProperty(keyword, out var branches))
                return Value(branches.EnumerateArray().First(branch => TypeOf(branch) != "null"), depth + 1);
        }

        return TypeOf(schema) switch
        {
            "integer" => Number(schema, 3),
            "number" => Number(schema, 2.5),
            "boolean" => true,
            "array" => Array(schema, depth),
            "object" => Object(schema, depth),
            "null" => null,
            "string" => Text(schema),
            _ => "any",
        };
    }

    private JsonNode Object(JsonElement schema, int depth)
    {
        var value = new JsonObject();
        if (schema.TryGetProperty("properties", out var properties))
        {
            var required = Required(schema);
            foreach (var property in properties.EnumerateObject())
            {
                // Optional members end what refers to itself.
                if (depth < 3 || required.Contains(property.Name))
                    value[property.Name] = property.Name == "contentType" ? "text/plain" : Value(property.Value, depth + 1);
            }
        }

        if (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object && value.Count == 0)
            value["key"] = Value(others, depth + 1);
        return value;
    }

    private JsonArray Array(JsonElement schema, int depth) =>
        schema.TryGetProperty("items", out var items) && depth < MaxDepth ? [Value(items, depth + 1)] : [];

    private static JsonNode Number(JsonElement schema, double wanted)
    {
        if (schema.TryGetProperty("minimum", out var minimum))
            wanted = Math.Max(wanted, minimum.GetDouble());
        if (schema.TryGetProperty("exclusiveMinimum", out var above) && above.ValueKind == JsonValueKind.Number)
            wanted = Math.Max(wanted, above.GetDouble() + 1);
        if (schema.TryGetProperty("maximum", out var maximum))
            wanted = Math.Min(wanted, maximum.GetDouble());
        return JsonNode.Parse(wanted.ToString(CultureInfo.InvariantCulture))!;
    }

    private static string Text(JsonElement schema)
    {
        var format = schema.TryGetProperty("format", out var name) ? name.GetString() : null;
        var text = format switch
        {
            "date-time" => "2026-01-02T03:04:05Z",
            "date" => "2026-01-02",
            "time" => "03:04:05",
            "uuid" => "0f8fad5b-d9cb-469f-a165-70867728950e",
            "email" => "ann@example.org",
            "uri" => "https://example.org/a",
            "byte" => "AQID",
            "date-span" or "duration" => "00:01:00",
            _ => schema.TryGetProperty("pattern", out var pattern)
                ? _texts.FirstOrDefault(text => System.Text.RegularExpressions.Regex.IsMatch(text, pattern.GetString()!)) ?? "AB-123"
                : "text",
        };
        if (schema.TryGetProperty("maxLength", out var longest) && text.Length > longest.GetInt32())
            text = text[..longest.GetInt32()];
        return schema.TryGetProperty("minLength", out var shortest) ? text.PadRight(shortest.GetInt32(), 'x') : text;
    }

    private static string? TypeOf(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("type", out var type))
            return schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out _) ? "object" : null;
        return type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : type.EnumerateArray().Select(item => item.GetString()).First(item => item != "null");
    }

    private HashSet<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(name => name.GetString()!).ToHashSet() : [];

    private JsonElement Resolve(string reference)
    {
        var at = root;
        foreach (var name in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
            at = at.GetProperty(name);
        return at;
    }
}
