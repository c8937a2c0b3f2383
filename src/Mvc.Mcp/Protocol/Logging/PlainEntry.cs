using System.Collections;
using System.Globalization;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Protocol.Logging;

/// <summary>An entry of a log of which each value is short and stands on one line.</summary>
internal sealed class PlainEntry : IReadOnlyList<KeyValuePair<string, object?>>
{
    private const string Template = "{OriginalFormat}";
    private const int LongestValue = 200;

    private readonly IReadOnlyList<KeyValuePair<string, object?>> _values;
    private readonly string _text;

    private PlainEntry(IReadOnlyList<KeyValuePair<string, object?>> values, string text)
    {
        _values = values;
        _text = text;
    }

    /// <inheritdoc />
    public int Count => _values.Count;

    /// <inheritdoc />
    public KeyValuePair<string, object?> this[int index] => _values[index];

    /// <summary>The entry of what is logged with a template; null where it has none.</summary>
    /// <param name="state">The template and its values.</param>
    /// <param name="mistake">What the client did wrong, if that is what the entry is about.</param>
    public static PlainEntry? Of(object? state, string? mistake)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> given || given.FirstOrDefault(value => value.Key == Template).Value is not string template)
            return null;
        var values = given.Select(value => value.Key == Template ? value : KeyValuePair.Create(value.Key, Plain(value.Value))).ToList();
        var text = template;
        foreach (var (name, value) in values)
            text = text.Replace($"{{{name}}}", Convert.ToString(value, CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return With(mistake, values, text);
    }

    /// <summary>The entry of a text.</summary>
    public static PlainEntry Of(string text, string? mistake) => With(mistake, [], PlainText.Escape(text, LongestValue));

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.GetEnumerator();

    /// <inheritdoc />
    public override string ToString() => _text;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static PlainEntry With(string? mistake, List<KeyValuePair<string, object?>> values, string text)
    {
        if (mistake is null)
            return new PlainEntry(values, text);
        var plain = PlainText.Escape(mistake, LongestValue);
        return new PlainEntry([.. values, new("Mistake", plain)], $"{text} The client is at fault: {plain}");
    }

    private static object? Plain(object? value) => value switch
    {
        null or bool or int or long or double => value,
        _ => PlainText.Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", LongestValue),
    };
}
