using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Mvc.Mcp.Requests.Values;

/// <summary>
/// Reads of a given value what was meant, where nothing is lost by it: models often quote numbers, send an object as JSON
/// text, or write a name in another case. Single values stay bytes: a document for each would cost many times what it holds.
/// </summary>
internal static class ScalarValue
{
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
        foreach (var value in schema.Values ?? [])
        {
            if (JsonElement.DeepEquals(value, given))
                return given;
            if (value.ValueKind == JsonValueKind.String && given.ValueKind == JsonValueKind.String &&
                string.Equals(value.GetString(), given.GetString(), StringComparison.OrdinalIgnoreCase))
            {
                near = value;
            }
            else if (value.ValueKind == JsonValueKind.Number && given.ValueKind == JsonValueKind.String && given.ValueEquals(JsonMarshal.GetRawUtf8Value(value)))
            {
                near = value;
            }
        }

        return near;
    }

    /// <summary>The number that was given, quoted or not, as JSON spells it; nothing where it is none.</summary>
    public static ReadOnlySpan<byte> Number(JsonElement given)
    {
        if (given.ValueKind == JsonValueKind.Number)
            return JsonMarshal.GetRawUtf8Value(given);
        if (given.ValueKind != JsonValueKind.String)
            return default;
        var text = JsonMarshal.GetRawUtf8Value(given)[1..^1].Trim(" "u8);
        // Most text is none, and to find that out by an exception is slow.
        if (text.IsEmpty || !(text[0] == '-' || char.IsAsciiDigit((char)text[0])))
            return default;
        try
        {
            var reader = new Utf8JsonReader(text);
            return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.BytesConsumed == text.Length && !reader.Read() ? text : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>
    /// The same number without a fraction, which <c>5.0</c> and <c>5e0</c> have to the parser of an action's int, but not to
    /// JSON Schema; nothing where it has one.
    /// </summary>
    public static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> number)
    {
        if (number.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0)
            return number;
        return decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && decimal.Truncate(exact) == exact
            ? Encoding.ASCII.GetBytes((decimal.Truncate(exact) / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture))
            : default;
    }

    /// <summary>The boolean that was given, quoted or not; null where it is none.</summary>
    public static bool? Boolean(JsonElement given) => given.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(given.GetString(), out var parsed) => parsed,
        _ => null,
    };

    /// <summary>The object or array that a string holds as JSON text; null where it holds none.</summary>
    public static JsonElement? Parse(JsonElement given, JsonValueKind kind)
    {
        if (given.ValueKind != JsonValueKind.String)
            return null;
        var text = given.GetString()!;
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty || start[0] != (kind == JsonValueKind.Object ? '{' : '['))
            return null;
        return JsonInText.Parse(text) is { } parsed && parsed.ValueKind == kind ? parsed : null;
    }

    /// <summary>The same text in UTF-8, where nothing in it is looked at; null where it is none.</summary>
    public static byte[]? Text(JsonElement given, JsonValueKind kind)
    {
        if (given.ValueKind != JsonValueKind.String)
            return null;
        var text = given.GetString()!;
        var start = text.AsSpan().TrimStart(" \t\r\n");
        return start.IsEmpty || start[0] != (kind == JsonValueKind.Object ? '{' : '[') ? null : JsonInText.Utf8(text);
    }

    /// <summary>Whether a value was given that stands for a text without quotes.</summary>
    public static bool IsBare(JsonElement given) => given.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;
}
