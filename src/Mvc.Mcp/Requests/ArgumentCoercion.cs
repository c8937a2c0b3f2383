using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
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
            ? TryArray(argument.ItemKind, given, out value)
            : Is(argument.Kind, given) || TryRewrite(given, argument.Kind, out value);
    }

    private static bool TryArray(ArgumentKind itemKind, JsonElement given, out JsonElement value)
    {
        value = given;
        // The text of an array, or else a single element without its brackets.
        if (given.ValueKind != JsonValueKind.Array && !TryRewrite(given, ArgumentKind.Array, out value))
            return TryRewriteItems([given], itemKind, out value);
        foreach (var element in value.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Null && !Is(itemKind, element))
                return TryRewriteItems(value.EnumerateArray(), itemKind, out value);
        }

        return true;
    }

    // All elements go into one text: a document for each would cost many times what it holds.
    private static bool TryRewriteItems(IEnumerable<JsonElement> items, ArgumentKind kind, out JsonElement array)
    {
        array = default;
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartArray();
        foreach (var item in items)
        {
            if (item.ValueKind == JsonValueKind.Null || Is(kind, item))
                item.WriteTo(writer);
            else if (!ArgumentRewriter.TryWrite(item, kind, writer))
                return false;
        }

        writer.WriteEndArray();
        writer.Flush();
        array = JsonElement.Parse(buffer.WrittenSpan);
        return true;
    }

    private static bool TryRewrite(JsonElement given, ArgumentKind kind, out JsonElement value)
    {
        value = given;
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        if (!ArgumentRewriter.TryWrite(given, kind, writer))
            return false;
        writer.Flush();
        value = JsonElement.Parse(buffer.WrittenSpan);
        return true;
    }

    // Whether it is what is asked for as it stands.
    private static bool Is(ArgumentKind kind, JsonElement given) => kind switch
    {
        ArgumentKind.Any => true,
        ArgumentKind.String => given.ValueKind == JsonValueKind.String,
        ArgumentKind.Integer => given.ValueKind == JsonValueKind.Number && ArgumentRewriter.IsWritten(JsonMarshal.GetRawUtf8Value(given)),
        ArgumentKind.Number => given.ValueKind == JsonValueKind.Number,
        ArgumentKind.Boolean => given.ValueKind is JsonValueKind.True or JsonValueKind.False,
        ArgumentKind.Object => given.ValueKind == JsonValueKind.Object,
        ArgumentKind.Array => given.ValueKind == JsonValueKind.Array,
        // It has several forms of its own; whoever reads it says which.
        ArgumentKind.File => given.ValueKind is JsonValueKind.Object or JsonValueKind.String,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

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
        var text = Shown(given);
        return given.ValueKind switch
        {
            JsonValueKind.String => $"the string {text}",
            JsonValueKind.Number => $"the number {text}",
            JsonValueKind.Object => $"the object {text}",
            JsonValueKind.Array => $"the array {text}",
            _ => text,
        };
    }

    // The beginning alone is read: the whole may be large.
    private static string Shown(JsonElement given)
    {
        const int Most = 60;
        if (given.ValueKind == JsonValueKind.Undefined)
            return "nothing";
        var raw = JsonMarshal.GetRawUtf8Value(given);
        if (raw.Length <= Most)
            return Encoding.UTF8.GetString(raw);
        var text = Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, Most * 4)]);
        if (text.Length <= Most)
            return raw.Length <= Most * 4 ? text : text + "…";
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most), "…");
    }
}
