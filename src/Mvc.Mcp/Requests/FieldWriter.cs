using System.Globalization;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>
/// Writes a JSON value as the names and values that MVC's model binding reads from a query or a form: repeated names for
/// an array, <c>name[key]</c> for a dictionary, <c>name[0].member</c> for objects in an array.
/// </summary>
internal static class FieldWriter
{
    private const string FullArray = "an array in which no element is empty or null";
    private const string FullObject = "an object in which no member is an empty object or array";
    private const string PlainNames = "an object whose names have no brackets";

    /// <summary>Hands every field of <paramref name="value"/> to <paramref name="fields"/>, or notes what no field can hold.</summary>
    public static void Write(ArgumentBinding argument, JsonElement value, ICollection<KeyValuePair<string, string>> fields, ArgumentErrors errors)
    {
        if (WriteOrExpect(argument.WireName, value, fields) is { } expected)
            ArgumentCoercion.Refuse(argument, value, $"{expected}: it is sent as fields, which cannot say so", errors);
    }

    // Null where all of the value is written, else what was expected in its place.
    private static string? WriteOrExpect(string name, JsonElement value, ICollection<KeyValuePair<string, string>> fields)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                return WriteArray(name, value, fields);
            case JsonValueKind.Object:
                return WriteDictionary(name, value, fields);
            default:
                // A field cannot be null: left out, the action sees null or its default.
                if (Scalar(value) is { } text)
                    fields.Add(new(name, text));
                return null;
        }
    }

    /// <summary>A scalar as model binding reads it; null where the value is null.</summary>
    public static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };

    private static string? WriteDictionary(string name, JsonElement dictionary, ICollection<KeyValuePair<string, string>> fields)
    {
        foreach (var entry in dictionary.EnumerateObject())
        {
            if (entry.Name.AsSpan().ContainsAny('[', ']'))
                return PlainNames;
            var before = fields.Count;
            if (WriteNested($"{name}[{entry.Name}]", entry.Value, fields) is { } expected)
                return expected;
            if (fields.Count == before && entry.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                return FullObject;
        }

        return null;
    }

    private static string? WriteArray(string name, JsonElement array, ICollection<KeyValuePair<string, string>> fields)
    {
        if (!array.EnumerateArray().Any(element => element.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
        {
            // Left out, a null would move those behind it; model binding reads an empty field as null.
            foreach (var element in array.EnumerateArray())
                fields.Add(new(name, Scalar(element) ?? ""));
            return null;
        }

        var index = 0;
        foreach (var element in array.EnumerateArray())
        {
            var before = fields.Count;
            if (WriteNested($"{name}[{index.ToString(CultureInfo.InvariantCulture)}]", element, fields) is { } expected)
                return expected;
            // Model binding stops at the first index without a field, and would lose what is behind it.
            if (fields.Count == before)
                return FullArray;
            index++;
        }

        return null;
    }

    private static string? WriteNested(string name, JsonElement value, ICollection<KeyValuePair<string, string>> fields)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return WriteOrExpect(name, value, fields);
        foreach (var member in value.EnumerateObject())
        {
            if (WriteNested($"{name}.{member.Name}", member.Value, fields) is { } expected)
                return expected;
        }

        return null;
    }
}
