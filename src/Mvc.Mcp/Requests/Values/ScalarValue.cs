using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Mvc.Mcp.Requests.Values;

/// <summary>
/// Makes of a given value the JSON that a schema expects, where nothing is lost by it: models often quote numbers, send an
/// object as JSON text, or write a name in another case.
/// </summary>
internal static class ScalarValue
{
    private static readonly SearchValues<byte> _inNumbers = SearchValues.Create("0123456789+-.eE"u8);

    /// <summary>
    /// The listed value that <paramref name="given"/> is, by itself, by its name, or but for its case; null where it is none.
    /// </summary>
    public static JsonElement? Listed(ValueSchema schema, JsonElement given)
    {
        if (schema.Names is not null && given.ValueKind == JsonValueKind.String && schema.Names.TryGetValue(given.GetString()!, out var named))
            return named;
        if (schema.Names is not null && schema.Names.Values.Any(value => JsonElement.DeepEquals(value, given)))
            return given;
        JsonElement? near = null;
        foreach (var value in schema.Values!)
        {
            if (JsonElement.DeepEquals(value, given))
                return given;
            if (value.ValueKind == JsonValueKind.String && given.ValueKind == JsonValueKind.String &&
                string.Equals(value.GetString(), given.GetString(), StringComparison.OrdinalIgnoreCase))
                near = value;
            else if (value.ValueKind == JsonValueKind.Number && given.ValueKind == JsonValueKind.String && given.ValueEquals(JsonMarshal.GetRawUtf8Value(value)))
                near = value;
        }

        return near;
    }

    /// <summary>The value in the one kind of <paramref name="schema"/>; null where it cannot be, or where there are several.</summary>
    public static JsonElement? Mend(ValueSchema schema, JsonElement value) => schema.OnlyKind switch
    {
        ValueKinds.Object => Parse(value, JsonValueKind.Object),
        ValueKinds.Array => Parse(value, JsonValueKind.Array),
        var kind => As(kind, value),
    };

    /// <summary>The value as <paramref name="kind"/>; null where it is none.</summary>
    public static JsonElement? As(ValueKinds kind, JsonElement given) => kind switch
    {
        ValueKinds.String => given.ValueKind switch
        {
            JsonValueKind.String => given,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => JsonSerializer.SerializeToElement(given.GetRawText()),
            _ => null,
        },
        ValueKinds.Integer => Number(given) is { } number ? Whole(number) : null,
        ValueKinds.Number => Number(given),
        ValueKinds.Boolean => Boolean(given),
        _ => null,
    };

    /// <summary>The object or array that a string holds as JSON text; null where it holds none.</summary>
    public static JsonElement? Parse(JsonElement given, JsonValueKind kind)
    {
        if (given.ValueKind != JsonValueKind.String)
            return null;
        var raw = JsonMarshal.GetRawUtf8Value(given)[1..].TrimStart(" \\nrt"u8);
        if (raw.IsEmpty || raw[0] != (byte)(kind == JsonValueKind.Object ? '{' : '['))
            return null;
        try
        {
            return JsonElement.Parse(given.GetString()!) is var parsed && parsed.ValueKind == kind ? parsed : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Number(JsonElement given)
    {
        if (given.ValueKind == JsonValueKind.Number)
            return given;
        if (given.ValueKind != JsonValueKind.String)
            return null;
        // Nothing but a number is as JSON spells numbers.
        var text = JsonMarshal.GetRawUtf8Value(given)[1..^1];
        if (text.IsEmpty || text.Length > 64 || text.ContainsAnyExcept(_inNumbers))
            return null;
        try
        {
            return JsonElement.Parse(text) is var parsed && parsed.ValueKind == JsonValueKind.Number ? parsed : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // 5.0 and 5e0 are integers to JSON Schema, but not to the parser of an action's int.
    private static JsonElement? Whole(JsonElement number)
    {
        var text = JsonMarshal.GetRawUtf8Value(number);
        if (text.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0)
            return number;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) || decimal.Truncate(exact) != exact)
            return null;
        return JsonSerializer.SerializeToElement(decimal.Truncate(exact) / 1.0000000000000000000000000000m);
    }

    private static JsonElement? Boolean(JsonElement given)
    {
        if (given.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return given;
        return given.ValueKind == JsonValueKind.String && bool.TryParse(given.GetString(), out var parsed)
            ? JsonSerializer.SerializeToElement(parsed)
            : null;
    }
}
