using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>Writes the JSON that was meant in the place of what was given: the number of a quoted one, the text of a number, the object of its text.</summary>
internal static class ArgumentRewriter
{
    /// <summary>Writes <paramref name="given"/> as a value of <paramref name="kind"/>; false, with nothing written, where that would change what it says.</summary>
    public static bool TryWrite(JsonElement given, ArgumentKind kind, Utf8JsonWriter writer)
    {
        switch (kind)
        {
            case ArgumentKind.String:
                if (given.ValueKind is not (JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
                    return false;
                writer.WriteStringValue(JsonMarshal.GetRawUtf8Value(given));
                return true;
            case ArgumentKind.Integer or ArgumentKind.Number:
                return given.ValueKind == JsonValueKind.Number
                    ? TryWriteNumber(JsonMarshal.GetRawUtf8Value(given), kind, writer)
                    : TextOf(given) is { } text && TryReadNumber(text, out var number) && TryWriteNumber(number, kind, writer);
            case ArgumentKind.Boolean:
                if (given.ValueKind != JsonValueKind.String || !bool.TryParse(given.GetString(), out var parsed))
                    return false;
                writer.WriteBooleanValue(parsed);
                return true;
            case ArgumentKind.Object:
                return TextOf(given) is { } members && TryWriteText(members, JsonTokenType.StartObject, writer);
            case ArgumentKind.Array:
                return TextOf(given) is { } elements && TryWriteText(elements, JsonTokenType.StartArray, writer);
            default:
                return false;
        }
    }

    /// <summary>Whether an integer is spelled as the parser of an action's <c>int</c> expects it.</summary>
    public static bool IsWritten(ReadOnlySpan<byte> integer) => integer.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;

    private static bool TryWriteNumber(ReadOnlySpan<byte> number, ArgumentKind kind, Utf8JsonWriter writer)
    {
        if (kind == ArgumentKind.Number || IsWritten(number))
        {
            writer.WriteRawValue(number, skipInputValidation: true);
            return true;
        }

        // 5.0 and 5e0 are integers to JSON Schema.
        if (!decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) || decimal.Truncate(exact) != exact)
            return false;
        writer.WriteNumberValue(decimal.Truncate(exact) / 1.0000000000000000000000000000m);
        return true;
    }

    private static byte[]? TextOf(JsonElement given) =>
        given.ValueKind == JsonValueKind.String ? Encoding.UTF8.GetBytes(given.GetString()!) : null;

    private static bool TryReadNumber(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> number)
    {
        number = default;
        // Most text is none, and to find that out by an exception is slow.
        var start = text.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty || !(start[0] == '-' || char.IsAsciiDigit((char)start[0])))
            return false;
        try
        {
            var reader = new Utf8JsonReader(text);
            if (!reader.Read() || reader.TokenType != JsonTokenType.Number)
                return false;
            number = reader.ValueSpan;
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryWriteText(ReadOnlySpan<byte> text, JsonTokenType first, Utf8JsonWriter writer)
    {
        var start = text.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty || start[0] != (first == JsonTokenType.StartObject ? '{' : '['))
            return false;
        try
        {
            var reader = new Utf8JsonReader(text);
            while (reader.Read())
            {
            }
        }
        catch (JsonException)
        {
            return false;
        }

        writer.WriteRawValue(text, skipInputValidation: true);
        return true;
    }
}
