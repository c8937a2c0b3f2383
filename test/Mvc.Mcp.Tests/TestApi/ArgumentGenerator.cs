using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Tests.TestApi;

/// <summary>Makes arguments for a tool from nothing but its input schema, and from where each goes what cannot go there.</summary>
internal sealed class ArgumentGenerator(ToolDefinition operation, int seed)
{
    // A generator of texts for any regular expression is a project of its own: these are the patterns of the test application.
    private static readonly Dictionary<string, string[]> _matches = new()
    {
        ["^[A-Za-z]*$"] = ["abc", "XyZ"],
        [@"^[^\s/;]+/[^\s/;]+$"] = ["text/plain", "image/png", "application/vnd.api+json"],
        [@"^[a-z]{2}\d{3}$"] = ["ab123", "zz000"],
        ["^[A-Z]{3}-[0-9]{4}$"] = ["ABC-1234", "XYZ-0000"],
        [@"^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$"] = ["01:02:03", "23:59:59.5", "00:00:00"],
        [@"^-?(\d+\.)?\d{2}:\d{2}:\d{2}(\.\d{1,7})?$"] = ["01:02:03", "-00:00:01", "4.05:06:07.5000000"],
    };

    private static readonly string[] _texts =
        ["plain", "two words", "quotes \" and ' and \\", "a&b=c;d%2Fe?f#g+h", "ünï✓ 漢字 🎈", "<tag>", "line\nbreak\ttab", "0123456789"];

    private static readonly string[] _safeTexts = ["plain", "two words", "a&b=c", "50%", "0123456789"];

    private readonly Random _random = new(seed);
    private readonly JsonElement _root = operation.Tool.InputSchema;

    /// <summary>Makes the arguments.</summary>
    /// <param name="onlyRequired">Whether optional ones are left out.</param>
    public JsonObject Generate(bool onlyRequired)
    {
        var required = _root.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        var arguments = new JsonObject();
        foreach (var property in _root.GetProperty("properties").EnumerateObject())
        {
            if (required.Contains(property.Name) || !onlyRequired)
                arguments[property.Name] = Value(property.Value, operation.Request.ByName[property.Name].Location, 0);
        }

        return arguments;
    }

    private JsonNode? Value(JsonElement schema, ArgumentLocation location, int depth)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Value(Definition(reference.GetString()!), location, depth);
        if (schema.TryGetProperty("const", out var constant))
            return JsonNode.Parse(constant.GetRawText());
        if (schema.TryGetProperty("enum", out var values))
            return JsonNode.Parse(Pick([.. values.EnumerateArray().Where(value => value.ValueKind != JsonValueKind.Null)]).GetRawText());
        if (schema.TryGetProperty("oneOf", out var alternatives) || schema.TryGetProperty("anyOf", out alternatives))
            return Value(Pick([.. alternatives.EnumerateArray().Where(alternative => !IsNull(alternative))]), location, depth);
        return TypeOf(schema) switch
        {
            "string" => Text(schema, location),
            "integer" => Integer(schema),
            "number" => Number(schema),
            "boolean" => _random.Next(2) == 0,
            "array" => Array(schema, location, depth),
            "object" => Object(schema, location, depth),
            _ => AnyJson(),
        };
    }

    private JsonNode AnyJson() => Pick<Func<JsonNode>>(
    [
        () => "text", () => 12.5, () => true, () => new JsonArray(1, "two", null), () => new JsonObject { ["a"] = new JsonObject { ["b"] = 1 } },
    ])();

    private JsonNode Text(JsonElement schema, ArgumentLocation location)
    {
        if (schema.TryGetProperty("pattern", out var pattern))
            return Pick(_matches.TryGetValue(pattern.GetString()!, out var known) ? known : FlagsOf(pattern.GetString()!));
        if (schema.TryGetProperty("contentEncoding", out _))
            return Base64();
        switch (schema.TryGetProperty("format", out var format) ? format.GetString() : null)
        {
            case "uuid":
                return new Guid(Enumerable.Range(0, 16).Select(_ => (byte)_random.Next(256)).ToArray()).ToString();
            case "date":
                return "2026-11-0" + _random.Next(1, 10).ToString(CultureInfo.InvariantCulture);
            case "time":
                return "10:20:3" + _random.Next(10).ToString(CultureInfo.InvariantCulture);
            case "date-time":
                return "2026-11-23T18:30:0" + _random.Next(10).ToString(CultureInfo.InvariantCulture) + "Z";
            case "uri":
                return "https://example.com/path?key=value";
            case "email":
                return "someone@example.com";
            case "byte":
                return Base64();
        }

        var minimum = Count(schema, "minLength", 0);
        var maximum = Count(schema, "maxLength", int.MaxValue);
        var free = location is ArgumentLocation.Body or ArgumentLocation.BodyProperty or ArgumentLocation.Query or ArgumentLocation.FormField;
        var text = Pick(free ? _texts : _safeTexts);
        while (text.Length < minimum)
            text += "x";
        // Cutting within an emoji would leave half a character.
        return text.Length <= maximum ? text : "abcdefghijklmnop"[..maximum];
    }

    private JsonNode Integer(JsonElement schema)
    {
        var (smallest, largest) = schema.TryGetProperty("format", out var format) && format.GetString() == "int64"
            ? ((decimal)long.MinValue, (decimal)long.MaxValue)
            : (int.MinValue, int.MaxValue);
        var minimum = Bound(schema, "minimum", smallest);
        var maximum = Bound(schema, "maximum", largest);
        var value = Pick([minimum, maximum, decimal.Truncate(minimum + ((maximum - minimum) * (decimal)_random.NextDouble()))]);
        return JsonNode.Parse(decimal.Truncate(value).ToString(CultureInfo.InvariantCulture))!;
    }

    private JsonNode Number(JsonElement schema)
    {
        var minimum = Bound(schema, "minimum", Bound(schema, "exclusiveMinimum", -1000));
        var maximum = Bound(schema, "maximum", Bound(schema, "exclusiveMaximum", 1000));
        // Halves and quarters are exact in every type of number.
        var value = Math.Floor((minimum + ((maximum - minimum) * (0.1m + (0.8m * (decimal)_random.NextDouble())))) * 4) / 4;
        return JsonNode.Parse((value <= minimum ? (minimum + maximum) / 2 : value).ToString(CultureInfo.InvariantCulture))!;
    }

    private JsonArray Array(JsonElement schema, ArgumentLocation location, int depth)
    {
        var minimum = Count(schema, "minItems", 1);
        var count = depth > 3 ? 0 : _random.Next(minimum, Math.Min(Count(schema, "maxItems", 4), 4) + 1);
        var items = Enumerable.Range(0, count).Select(_ => Value(schema.GetProperty("items"), location, depth + 1)).ToList();
        if (schema.TryGetProperty("uniqueItems", out _))
            items = [.. items.DistinctBy(item => item?.ToJsonString())];
        return new JsonArray([.. items]);
    }

    private JsonObject Object(JsonElement schema, ArgumentLocation location, int depth)
    {
        var value = new JsonObject();
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                if (depth <= 3 || IsRequired(schema, property.Name))
                    value[property.Name] = Value(property.Value, location, depth + 1);
            }
        }

        if (depth <= 3 && schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object)
        {
            for (var number = _random.Next(1, 4); number > 0; number--)
                value[(schema.TryGetProperty("propertyNames", out _) ? "" : "key") + number.ToString(CultureInfo.InvariantCulture)] = Value(others, location, depth + 1);
        }

        return value;
    }

    // ^(None|Read)(, ?(None|Read))*$
    private static string[] FlagsOf(string pattern) => pattern[2..pattern.IndexOf(')', StringComparison.Ordinal)].Split('|');

    private string Base64() => Convert.ToBase64String([1, 2, 3, (byte)_random.Next(256)]);

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];

    private JsonElement Definition(string pointer) =>
        _root.GetProperty("$defs").GetProperty(Uri.UnescapeDataString(pointer["#/$defs/".Length..]));

    private static bool IsRequired(JsonElement schema, string name) =>
        schema.TryGetProperty("required", out var names) && names.EnumerateArray().Any(required => required.GetString() == name);

    private static bool IsNull(JsonElement schema) => TypeOf(schema) == "null";

    private static string? TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
            return null;
        return type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : type.EnumerateArray().Select(name => name.GetString()).First(name => name != "null");
    }

    private static int Count(JsonElement schema, string keyword, int otherwise) =>
        schema.TryGetProperty(keyword, out var value) ? value.GetInt32() : otherwise;

    private static decimal Bound(JsonElement schema, string keyword, decimal otherwise) =>
        schema.TryGetProperty(keyword, out var value) ? value.GetDecimal() : otherwise;
}
