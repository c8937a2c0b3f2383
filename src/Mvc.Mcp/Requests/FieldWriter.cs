using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>
/// Writes a JSON value as the names and values that MVC's model binding reads from a query or a form: repeated names for
/// an array, <c>name[key]</c> for a dictionary, <c>name[0].member</c> for objects in an array.
/// </summary>
/// <remarks>
/// A name is written out for a field alone, and not for each thing that the field is nested in: values that are short may
/// have names that are long.
/// </remarks>
internal readonly struct FieldWriter
{
    private const string FullArray = "an array in which no element is empty or null" + NoField;
    private const string FullObject = "an object in which no member is an empty object or array" + NoField;
    private const string PlainNames = "an object whose names have no brackets" + NoField;
    private const string NoField = ": it is sent as fields, which cannot say so";

    private readonly StringBuilder _name;
    private readonly FieldList _fields;

    private FieldWriter(string name, FieldList fields)
    {
        _name = new StringBuilder(name);
        _fields = fields;
    }

    /// <summary>Adds every field of <paramref name="value"/> to <paramref name="fields"/>, or notes what no field can hold, or not this many.</summary>
    public static void Write(ArgumentBinding argument, JsonElement value, FieldList fields, ArgumentErrors errors)
    {
        var expected = value.ValueKind switch
        {
            JsonValueKind.Array or JsonValueKind.Object => new FieldWriter(argument.WireName, fields).WriteOrExpect(value, 0),
            // A field cannot be null: left out, the action sees null or its default.
            _ => Scalar(value) is { } text ? fields.Add(argument.WireName, text) : null,
        };
        if (expected is not null)
            ArgumentCoercion.Refuse(argument, value, expected, errors);
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

    // Null where all of the value is written, else what was expected in its place.
    private string? WriteOrExpect(JsonElement value, int depth) =>
        _fields.FaultOf(_name.Length, depth) ?? value.ValueKind switch
        {
            JsonValueKind.Array => WriteArray(value, depth),
            JsonValueKind.Object => WriteDictionary(value, depth),
            _ => Scalar(value) is { } text ? _fields.Add(_name.ToString(), text) : null,
        };

    private string? WriteDictionary(JsonElement dictionary, int depth)
    {
        var length = _name.Length;
        foreach (var entry in dictionary.EnumerateObject())
        {
            if (entry.Name.AsSpan().ContainsAny('[', ']'))
                return PlainNames;
            var before = _fields.Count;
            _name.Append('[').Append(entry.Name).Append(']');
            if (WriteNested(entry.Value, depth + 1) is { } expected)
                return expected;
            if (_fields.Count == before && entry.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                return FullObject;
            _name.Length = length;
        }

        return null;
    }

    private string? WriteArray(JsonElement array, int depth)
    {
        if (!HoldsMore(array))
            return WriteScalars(array);
        var index = 0;
        var length = _name.Length;
        foreach (var element in array.EnumerateArray())
        {
            var before = _fields.Count;
            _name.Append(CultureInfo.InvariantCulture, $"[{index}]");
            if (WriteNested(element, depth + 1) is { } expected)
                return expected;
            // Model binding stops at the first index without a field, and would lose what is behind it.
            if (_fields.Count == before)
                return FullArray;
            _name.Length = length;
            index++;
        }

        return null;
    }

    private string? WriteScalars(JsonElement array)
    {
        var name = _name.ToString();
        foreach (var element in array.EnumerateArray())
        {
            // Left out, a null would move those behind it; model binding reads an empty field as null.
            if (_fields.Add(name, Scalar(element) ?? "") is { } expected)
                return expected;
        }

        return null;
    }

    private string? WriteNested(JsonElement value, int depth)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return WriteOrExpect(value, depth);
        if (_fields.FaultOf(_name.Length, depth) is { } fault)
            return fault;
        var length = _name.Length;
        foreach (var member in value.EnumerateObject())
        {
            _name.Append('.').Append(member.Name);
            if (WriteNested(member.Value, depth + 1) is { } expected)
                return expected;
            _name.Length = length;
        }

        return null;
    }

    private static bool HoldsMore(JsonElement array)
    {
        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                return true;
        }

        return false;
    }
}
