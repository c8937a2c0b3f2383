using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace Mvc.Mcp.Requests.Values;

/// <summary>Holds single values to the ranges, lengths and patterns of a schema.</summary>
internal static class ScalarRules
{
    /// <summary>Whether a number is in its range: that of its type always, that of its constraints where they count.</summary>
    public static bool AreMet(NumberRules rules, ReadOnlySpan<byte> number, bool constraints)
    {
        if (rules.Type is var (least, greatest) && !(Utf8Parser.TryParse(number, out long exactly, out var read) && read == number.Length && exactly >= least && exactly <= greatest))
            return false;
        if (!constraints || rules is { Least: null, Greatest: null, MultipleOf: null })
            return true;
        // What no decimal holds lies beyond every bound that one can say.
        if (!decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
            return number[0] == (byte)'-' ? rules.Least is null : rules.Greatest is null;
        return (rules.Least is not { } lower || (rules.LeastExcluded ? exact > lower : exact >= lower)) &&
            (rules.Greatest is not { } upper || (rules.GreatestExcluded ? exact < upper : exact <= upper)) &&
            (rules.MultipleOf is not { } unit || unit == 0 || exact % unit == 0);
    }

    /// <summary>Whether a text has its length and matches its pattern.</summary>
    public static bool AreMet(TextRules rules, string text)
    {
        if (rules is { Shortest: null, Longest: null, Matcher: null })
            return true;
        // .NET counts in UTF-16 and JSON Schema in code points: who is within either is within.
        return text.Length >= (rules.Shortest ?? 0) &&
            (text.Length <= (rules.Longest ?? int.MaxValue) || text.EnumerateRunes().Count() <= rules.Longest) &&
            rules.Matcher?.IsMatch(text) != false;
    }

    /// <summary>Whether an array has its number of elements, none of them twice where that counts.</summary>
    public static bool AreMet(ArrayRules rules, JsonElement value, int count) =>
        count >= (rules.Fewest ?? 0) && count <= (rules.Most ?? int.MaxValue) && !(rules.Unique && HasTwins(value));

    private static bool HasTwins(JsonElement array)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return array.EnumerateArray().Any(element => !seen.Add(element.GetRawText()));
    }
}
