using System.Text.RegularExpressions;

namespace Mvc.Mcp.Tools.Lean;

/// <summary>Tells a description that says something from one that repeats the names it stands beside.</summary>
internal static partial class NamedAlready
{
    private static readonly HashSet<string> _empty = new(StringComparer.Ordinal)
    {
        "a", "an", "the", "of", "or", "this", "its", "get", "set", "value",
    };

    /// <summary>Whether the description has no word of weight that <paramref name="name"/> does not have: "The customer id" of <c>customerId</c>.</summary>
    public static bool Says(string name, string description) => Says(WordsOf(name).ToHashSet(StringComparer.Ordinal), description);

    /// <summary>
    /// The same of a tool's argument, for which the tool's name may have told whose it is: "The id of the order" is
    /// <c>id</c> of <c>cancel_order</c>. Of <c>remove_order_line</c> it is not: there it tells which of the two.
    /// </summary>
    public static bool Says(string name, string description, string tool)
    {
        if (Says(name, description))
            return true;
        var subject = WordsOf(tool).Skip(1).ToArray();
        var described = WordsOf(description).ToHashSet(StringComparer.Ordinal);
        return subject.Length > 0 && subject.All(described.Contains) &&
            Says(WordsOf(name).Concat(subject).ToHashSet(StringComparer.Ordinal), description);
    }

    private static bool Says(HashSet<string> known, string description) =>
        WordsOf(description).All(word => _empty.Contains(word) || known.Contains(word));

    private static IEnumerable<string> WordsOf(string text) => Words().Matches(text).Select(word => Singular(word.Value.ToLowerInvariant()));

    private static string Singular(string word) =>
        word.Length > 3 && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word;

    [GeneratedRegex(@"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{Lo}+|\p{N}+")]
    private static partial Regex Words();
}
