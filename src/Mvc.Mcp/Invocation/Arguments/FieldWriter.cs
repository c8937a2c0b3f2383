using System.Globalization;
using System.Text.Json;

namespace Mvc.Mcp.Invocation.Arguments;

/// <summary>
/// Writes a JSON value as the names and values that MVC's model binding reads from a query or a form: repeated names for
/// an array, <c>name[key]</c> for a dictionary, <c>name[0].member</c> for objects in an array.
/// </summary>
internal static class FieldWriter
{
    /// <summary>Hands every field of <paramref name="value"/> to <paramref name="fields"/>.</summary>
    public static void Write(string name, JsonElement value, ICollection<KeyValuePair<string, string>> fields)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                WriteArray(name, value, fields);
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    WriteNested($"{name}[{member.Name}]", member.Value, fields);
                break;
            default:
                // A field cannot be null: left out, the action sees null or its default.
                if (Scalar(value) is { } text)
                    fields.Add(new(name, text));
                break;
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

    private static void WriteArray(string name, JsonElement array, ICollection<KeyValuePair<string, string>> fields)
    {
        var index = 0;
        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                WriteNested($"{name}[{index.ToString(CultureInfo.InvariantCulture)}]", element, fields);
            else if (Scalar(element) is { } text)
                fields.Add(new(name, text));
            index++;
        }
    }

    private static void WriteNested(string name, JsonElement value, ICollection<KeyValuePair<string, string>> fields)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Write(name, value, fields);
            return;
        }

        foreach (var member in value.EnumerateObject())
            WriteNested($"{name}.{member.Name}", member.Value, fields);
    }
}
