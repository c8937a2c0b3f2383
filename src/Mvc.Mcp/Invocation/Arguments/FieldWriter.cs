using System.Globalization;
using System.Text.Json;
using Mvc.Mcp.Catalog;

namespace Mvc.Mcp.Invocation.Arguments;

/// <summary>
/// Writes a JSON value as the names and values that MVC's model binding reads from a query or a form: repeated names for
/// an array, <c>name[key]</c> for a dictionary, <c>name[0].member</c> for objects in an array.
/// </summary>
internal static class FieldWriter
{
    /// <summary>Hands every field of <paramref name="value"/> to <paramref name="fields"/>, or notes what no field can hold.</summary>
    public static void Write(ArgumentPlan argument, JsonElement value, ICollection<KeyValuePair<string, string>> fields, ArgumentErrors errors)
    {
        if (!TryWrite(argument.WireName, value, fields))
            ArgumentCoercion.Refuse(
                argument, value, "an array in which no element is empty or null: it is sent as fields, which cannot say so", errors);
    }

    private static bool TryWrite(string name, JsonElement value, ICollection<KeyValuePair<string, string>> fields)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                return TryWriteArray(name, value, fields);
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    if (!TryWriteNested($"{name}[{member.Name}]", member.Value, fields))
                        return false;
                }

                return true;
            default:
                // A field cannot be null: left out, the action sees null or its default.
                if (Scalar(value) is { } text)
                    fields.Add(new(name, text));
                return true;
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

    private static bool TryWriteArray(string name, JsonElement array, ICollection<KeyValuePair<string, string>> fields)
    {
        if (!array.EnumerateArray().Any(element => element.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
        {
            // Left out, a null would move those behind it; model binding reads an empty field as null.
            foreach (var element in array.EnumerateArray())
                fields.Add(new(name, Scalar(element) ?? ""));
            return true;
        }

        var index = 0;
        foreach (var element in array.EnumerateArray())
        {
            var before = fields.Count;
            // Model binding stops at the first index without a field, and would lose what is behind it.
            if (!TryWriteNested($"{name}[{index.ToString(CultureInfo.InvariantCulture)}]", element, fields) || fields.Count == before)
                return false;
            index++;
        }

        return true;
    }

    private static bool TryWriteNested(string name, JsonElement value, ICollection<KeyValuePair<string, string>> fields)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return TryWrite(name, value, fields);
        foreach (var member in value.EnumerateObject())
        {
            if (!TryWriteNested($"{name}.{member.Name}", member.Value, fields))
                return false;
        }

        return true;
    }
}
