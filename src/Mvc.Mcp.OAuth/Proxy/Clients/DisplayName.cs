using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Mvc.Mcp.OAuth.Proxy.Clients;

/// <summary>
/// A client's name as it may be shown and logged. Whoever registers chooses it, so it holds no line breaks, no control
/// or invisible characters, and nothing that turns the direction of the text around it.
/// </summary>
internal static class DisplayName
{
    public const int MaxLength = 80;

    private const string Nameless = "An application without a name";

    // Letters, marks and symbols by their category, which show as nothing: fillers, the empty braille pattern, joiners,
    // inherent vowels, variation selectors and the like.
    private static readonly FrozenSet<int> _blank = FrozenSet.ToFrozenSet<int>(
    [
        0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0x1D159,
        .. Enumerable.Range(0x180B, 5), .. Enumerable.Range(0xFE00, 16), .. Enumerable.Range(0xE0100, 240),
    ]);

    public static string From(string? name)
    {
        if (name is null)
            return Nameless;
        var shown = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (shown.Length >= MaxLength)
                break;
            if (!Rune.IsWhiteSpace(rune) && IsShown(rune))
                shown.Append(rune.ToString());
            else if (shown.Length > 0 && shown[^1] != ' ')
                shown.Append(' ');
        }
        var trimmed = shown.ToString().Trim();
        return trimmed.Length > 0 ? trimmed : Nameless;
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) &&
        rune != Rune.ReplacementChar &&
        !_blank.Contains(rune.Value);
}
