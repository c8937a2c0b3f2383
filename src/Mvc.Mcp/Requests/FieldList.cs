using System.Collections;

namespace Mvc.Mcp.Requests;

/// <summary>Names and values for a query or a form, counted as they come in.</summary>
/// <param name="what">What they are for, in words.</param>
/// <param name="maxBytes">How large they may be in all, as they are sent.</param>
/// <param name="overhead">What each field takes beside its name and its value.</param>
/// <param name="limits">How many, and how long, they may be.</param>
/// <param name="isEncoded">Whether they come as they are sent.</param>
internal sealed class FieldList(string what, long maxBytes, int overhead, RequestLimits limits, bool isEncoded = false) : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _fields = [];
    private long _size;

    /// <summary>How many there are.</summary>
    public int Count => _fields.Count;

    /// <summary>Adds a field; otherwise says what was expected in the place of a value that has it.</summary>
    public string? Add(string name, string value)
    {
        if (_fields.Count == limits.MaxFormFields)
            return $"a value that makes at most {limits.MaxFormFields} fields";
        if (name.Length > limits.MaxFieldName)
            return TooLongName;
        if (value.Length > limits.MaxFieldValue)
            return $"values of at most {limits.MaxFieldValue} characters";
        // Nothing becomes shorter by being escaped.
        if (_size + name.Length + value.Length > maxBytes)
            return TooLarge;
        _size += overhead + (isEncoded ? name.Length + value.Length : EscapedText.LengthOf(name) + EscapedText.LengthOf(value));
        if (_size > maxBytes)
            return TooLarge;
        _fields.Add(new(name, value));
        return null;
    }

    /// <summary>Says what was expected in the place of a value that has a name of <paramref name="length"/> at <paramref name="depth"/>; null where that is no fault.</summary>
    public string? FaultOf(int length, int depth) =>
        length > limits.MaxFieldName ? TooLongName
        : depth > limits.MaxDepth ? $"a value that is nested at most {limits.MaxDepth} deep"
        : null;

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string TooLongName => $"names that are together at most {limits.MaxFieldName} characters long";

    private string TooLarge => $"a value that takes less room, because the {what} may have {maxBytes} bytes in all";
}
