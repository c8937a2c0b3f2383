using System.Globalization;
using System.Text;

namespace Mvc.Mcp.Tools;

/// <summary>
/// Text of which a reader sees all that a machine reads: characters that have no shape, or that turn the order of others,
/// can hide orders to a model from a person, or a value from whoever is to confirm it.
/// </summary>
internal static class PlainText
{
    /// <summary>The text without such characters; lines and tabs stay.</summary>
    public static string Strip(string text)
    {
        if (IsPlain(text, keepLines: true))
            return text;
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is 0x2028 or 0x2029)
                plain.Append('\n');
            else if (!IsHidden(rune) || rune.Value is '\n' or '\r' or '\t')
                plain.Append(rune.ToString());
        }

        return plain.ToString();
    }

    /// <summary>The same; null stays null.</summary>
    public static string? StripOrNull(string? text) => text is null ? null : Strip(text);

    /// <summary>The text on one line, with such characters spelled out (<c>\u202E</c>).</summary>
    public static string Escape(string text)
    {
        if (IsPlain(text, keepLines: false))
            return text;
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsHidden(rune))
                escaped.Append(rune.ToString());
            else if (rune.Value == '\n')
                escaped.Append("\\n");
            else
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
        }

        return escaped.ToString();
    }

    /// <summary>The same, and no more than about <paramref name="most"/> characters of it.</summary>
    public static string Escape(string text, int most)
    {
        if (text.Length <= most)
            return Escape(text);
        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return Escape(text[..end]) + "…";
    }

    private static bool IsPlain(string text, bool keepLines)
    {
        foreach (var character in text)
        {
            if (character is < ' ' or > '~' && !(keepLines && character is '\n' or '\r' or '\t'))
                return false;
        }

        return true;
    }

    private static bool IsHidden(Rune rune) => rune.Value switch
    {
        // Letters without a shape, and selectors that nothing draws.
        0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x034F or (>= 0xE0000 and <= 0xE0FFF) => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or
            UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate,
    };
}
