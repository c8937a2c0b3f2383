using System.Globalization;
using System.Text;

namespace Mvc.Mcp.Operations;

/// <summary>Writes other letters than those of ASCII with those, as far as that is usual: <c>größe</c> is <c>groesse</c>.</summary>
internal static class PlainLetters
{
    private static readonly Dictionary<char, string> _letters = new()
    {
        ['ä'] = "ae", ['ö'] = "oe", ['ü'] = "ue", ['ß'] = "ss", ['æ'] = "ae", ['œ'] = "oe", ['ø'] = "o", ['å'] = "aa", ['ł'] = "l", ['đ'] = "d",
        ['ð'] = "d", ['þ'] = "th", ['ı'] = "i",
        ['а'] = "a", ['б'] = "b", ['в'] = "v", ['г'] = "g", ['д'] = "d", ['е'] = "e", ['ё'] = "e", ['ж'] = "zh", ['з'] = "z", ['и'] = "i",
        ['й'] = "i", ['к'] = "k", ['л'] = "l", ['м'] = "m", ['н'] = "n", ['о'] = "o", ['п'] = "p", ['р'] = "r", ['с'] = "s", ['т'] = "t",
        ['у'] = "u", ['ф'] = "f", ['х'] = "kh", ['ц'] = "ts", ['ч'] = "ch", ['ш'] = "sh", ['щ'] = "shch", ['ъ'] = "", ['ы'] = "y", ['ь'] = "",
        ['э'] = "e", ['ю'] = "yu", ['я'] = "ya", ['і'] = "i", ['ї'] = "i", ['є'] = "ie", ['ґ'] = "g",
        ['α'] = "a", ['β'] = "v", ['γ'] = "g", ['δ'] = "d", ['ε'] = "e", ['ζ'] = "z", ['η'] = "i", ['θ'] = "th", ['ι'] = "i", ['κ'] = "k",
        ['λ'] = "l", ['μ'] = "m", ['ν'] = "n", ['ξ'] = "x", ['ο'] = "o", ['π'] = "p", ['ρ'] = "r", ['σ'] = "s", ['ς'] = "s", ['τ'] = "t",
        ['υ'] = "y", ['φ'] = "f", ['χ'] = "ch", ['ψ'] = "ps", ['ω'] = "o",
    };

    /// <summary>The text with what is known written so; what is not stays as it is.</summary>
    public static string Write(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var result = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormC))
        {
            var lower = char.ToLowerInvariant(letter);
            if (_letters.TryGetValue(lower, out var known))
                result.Append(lower == letter || known.Length == 0 ? known : char.ToUpperInvariant(known[0]) + known[1..]);
            else
                result.Append(WithoutMarks(letter));
        }

        return result.ToString();
    }

    private static string WithoutMarks(char letter) => char.IsSurrogate(letter)
        ? letter.ToString()
        : string.Concat(letter.ToString().Normalize(NormalizationForm.FormD)
            .Where(part => CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark));
}
