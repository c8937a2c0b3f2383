using System.Text.RegularExpressions;

namespace Mvc.Mcp.Catalog.Search;

/// <summary>Takes texts and names apart into the words that a search compares.</summary>
internal static partial class SearchWords
{
    private static readonly HashSet<string> _empty = new(StringComparer.Ordinal)
    {
        "a", "an", "and", "any", "are", "as", "at", "be", "by", "can", "do", "for", "from", "has", "have", "how", "i", "if", "in", "into",
        "is", "it", "its", "me", "my", "need", "of", "on", "one", "or", "our", "out", "please", "so", "some", "that", "the", "their", "them", "there",
        "this", "to", "tool", "up", "us", "want", "was", "we", "were", "when", "which", "who", "with", "would", "you", "your",
    };

    /// <summary>The words of a text or of a name in any case (<c>listOrders</c>, <c>list_orders</c>), in lower case, as they stand.</summary>
    public static IEnumerable<string> Of(string? text) =>
        text is null ? [] : Words().Matches(text).Select(word => word.Value.ToLowerInvariant());

    /// <summary>Whether a word says nothing about what is looked for.</summary>
    public static bool IsEmpty(string word) => _empty.Contains(word);

    /// <summary>What the forms of one English word have in common: enough to bring <c>orders</c>, <c>ordered</c> and <c>ordering</c> together.</summary>
    public static string Stem(string word)
    {
        if (word.Length <= 3)
            return word;
        var stem = word;
        if (stem.EndsWith("ies", StringComparison.Ordinal) && stem.Length > 4)
            stem = stem[..^3] + "y";
        else if (EndsWithSibilantPlural(stem))
            stem = stem[..^2];
        else if (stem[^1] == 's' && stem[^2] is not ('s' or 'u' or 'i'))
            stem = stem[..^1];
        foreach (var ending in new[] { "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ers", "er", "ed", "ly", "al" })
        {
            if (stem.EndsWith(ending, StringComparison.Ordinal) && stem.Length - ending.Length >= 4)
            {
                stem = Undouble(stem[..^ending.Length]);
                break;
            }
        }

        return stem.Length > 3 && stem[^1] is 'e' or 'y' ? stem[..^1] : stem;
    }

    private static bool EndsWithSibilantPlural(string word) =>
        word.Length > 4 && (word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("ches", StringComparison.Ordinal) ||
            word.EndsWith("shes", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal));

    // "cancelling" and "cancel", "shipped" and "ship".
    private static string Undouble(string stem) =>
        stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('s' or 'e' or 'o') ? stem[..^1] : stem;

    [GeneratedRegex(@"\p{Lu}?[\p{Ll}\p{Lo}]+|\p{Lu}+(?!\p{Ll})|\p{N}+")]
    private static partial Regex Words();
}
