using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>
/// Makes of a given value the JSON that the plan expects, where nothing is lost by it: models often quote numbers, send
/// an object as JSON text, or leave out the brackets of an array with one element.
/// </summary>
internal static class ArgumentCoercion
{
    /// <summary>Coerces <paramref name="given"/>, or notes why it cannot be.</summary>
    public static bool TryCoerce(ArgumentBinding argument, JsonElement given, ArgumentErrors errors, out JsonElement value)
    {
        if (TryCoerce(argument, given, out value))
            return true;
        Refuse(argument, given, Expectation(argument), errors);
        return false;
    }

    /// <summary>Notes that an argument was given what it does not take.</summary>
    public static void Refuse(ArgumentBinding argument, JsonElement given, string expected, ArgumentErrors errors) =>
        errors.Add($"'{argument.Name}' was given {Given(given)}; expected {expected}.");

    /// <summary>What an argument takes, in words.</summary>
    public static string Expectation(ArgumentBinding argument)
    {
        var expected = argument.Kind == ArgumentKind.Array && argument.ItemKind != ArgumentKind.Any
            ? $"an array whose elements are each {Words(argument.ItemKind)}"
            : Words(argument.Kind);
        return argument.Nullable ? expected + " or null" : expected;
    }

    private static bool TryCoerce(ArgumentBinding argument, JsonElement given, out JsonElement value)
    {
        value = given;
        if (given.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return argument.Nullable;
        return argument.Kind == ArgumentKind.Array
            ? TryArray(argument, given, out value)
            : TryKind(argument.Kind, given, out value);
    }

    private static bool TryArray(ArgumentBinding argument, JsonElement given, out JsonElement value)
    {
        if (given.ValueKind != JsonValueKind.Array &&
            !(TryParse(given, out value) && value.ValueKind == JsonValueKind.Array))
            return TryKind(argument.ItemKind, given, out var single) && TryWrap(single, out value);
        value = given.ValueKind == JsonValueKind.Array ? given : Parse(given);
        var changed = false;
        foreach (var element in value.EnumerateArray())
        {
            if (element.ValueKind == JsonValueKind.Null)
                continue;
            if (!TryKind(argument.ItemKind, element, out var item))
                return false;
            // A number may have been spelled anew: 5.0 as 5.
            changed |= !JsonMarshal.GetRawUtf8Value(item).SequenceEqual(JsonMarshal.GetRawUtf8Value(element));
        }

        if (changed)
            value = Rewrite(value, argument.ItemKind);
        return true;
    }

    private static bool TryKind(ArgumentKind kind, JsonElement given, out JsonElement value)
    {
        value = given;
        switch (kind)
        {
            case ArgumentKind.Any:
                return true;
            case ArgumentKind.String:
                if (given.ValueKind == JsonValueKind.String)
                    return true;
                if (given.ValueKind is not (JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
                    return false;
                value = JsonSerializer.SerializeToElement(given.GetRawText());
                return true;
            case ArgumentKind.Integer:
                return TryNumber(given, out value) && IsWhole(ref value);
            case ArgumentKind.Number:
                return TryNumber(given, out value);
            case ArgumentKind.Boolean:
                return given.ValueKind is JsonValueKind.True or JsonValueKind.False || TryBoolean(given, out value);
            case ArgumentKind.Object:
                return given.ValueKind == JsonValueKind.Object ||
                    (TryParse(given, out value) && value.ValueKind == JsonValueKind.Object);
            case ArgumentKind.Array:
                return given.ValueKind == JsonValueKind.Array ||
                    (TryParse(given, out value) && value.ValueKind == JsonValueKind.Array);
            case ArgumentKind.File:
                // It has several forms of its own; whoever reads it says which.
                return given.ValueKind is JsonValueKind.Object or JsonValueKind.String;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
    }

    private static bool TryNumber(JsonElement given, out JsonElement value)
    {
        value = given;
        return given.ValueKind == JsonValueKind.Number ||
            (TryParse(given, out value) && value.ValueKind == JsonValueKind.Number);
    }

    // 5.0 and 5e0 are integers to JSON Schema, but not to the parser of an action's int.
    private static bool IsWhole(ref JsonElement number)
    {
        var text = JsonMarshal.GetRawUtf8Value(number);
        if (text.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0)
            return true;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) || decimal.Truncate(exact) != exact)
            return false;
        number = JsonSerializer.SerializeToElement(decimal.Truncate(exact) / 1.0000000000000000000000000000m);
        return true;
    }

    private static bool TryBoolean(JsonElement given, out JsonElement value)
    {
        value = given;
        if (given.ValueKind != JsonValueKind.String || !bool.TryParse(given.GetString(), out var parsed))
            return false;
        value = JsonSerializer.SerializeToElement(parsed);
        return true;
    }

    private static bool TryWrap(JsonElement single, out JsonElement array)
    {
        array = JsonSerializer.SerializeToElement(new[] { single });
        return true;
    }

    private static JsonElement Rewrite(JsonElement array, ArgumentKind itemKind) =>
        JsonSerializer.SerializeToElement(array.EnumerateArray()
            .Select(element => TryKind(itemKind, element, out var item) ? item : element).ToArray());

    private static bool TryParse(JsonElement given, out JsonElement value)
    {
        value = given;
        if (given.ValueKind != JsonValueKind.String)
            return false;
        try
        {
            value = Parse(given);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonElement Parse(JsonElement text) => JsonElement.Parse(text.GetString()!);

    private static string Words(ArgumentKind kind) => kind switch
    {
        ArgumentKind.String => "a string",
        ArgumentKind.Integer => "an integer",
        ArgumentKind.Number => "a number",
        ArgumentKind.Boolean => "true or false",
        ArgumentKind.Object => "an object",
        ArgumentKind.Array => "an array",
        ArgumentKind.File => "a file as { \"fileName\", \"contentType\", \"data\": base64 } or a data URI",
        _ => "a JSON value",
    };

    /// <summary>What an argument was given, in words.</summary>
    public static string Given(JsonElement given)
    {
        var text = given.GetRawText();
        if (text.Length > 60)
            text = string.Concat(text.AsSpan(0, 60), "…");
        return given.ValueKind switch
        {
            JsonValueKind.String => $"the string {text}",
            JsonValueKind.Number => $"the number {text}",
            JsonValueKind.Object => $"the object {text}",
            JsonValueKind.Array => $"the array {text}",
            _ => text,
        };
    }
}
