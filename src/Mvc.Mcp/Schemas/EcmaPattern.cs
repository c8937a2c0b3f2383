using System.Text.RegularExpressions;

namespace Mvc.Mcp.Schemas;

/// <summary>
/// Knows which regular expressions mean the same to every client. JSON Schema's are those of ECMAScript with Unicode
/// (ECMA-262, flag u), which refuses much that other dialects take; and a client refuses the whole schema.
/// </summary>
internal static partial class EcmaPattern
{
    private const int MaxLength = 1000;

    /// <summary>Whether it is one of those.</summary>
    public static bool IsKnownEverywhere(string pattern)
    {
        if (pattern.Length > MaxLength || Foreign().IsMatch(pattern) || !Tokens().IsMatch(pattern))
            return false;
        try
        {
            _ = new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // Groups and quantifiers of other dialects: flags, atomic groups, comments, possessive quantifiers, POSIX classes.
    [GeneratedRegex(@"\(\?(?![:=!]|<[=!]|<[A-Za-z_])|[*+?}]\+|\[\[:|&&|--")]
    private static partial Regex Foreign();

    // Escapes of ECMAScript with Unicode; a bracket or brace that is meant as such is escaped.
    [GeneratedRegex(@"^(?:[^\\\[\]{}]|\{\d+(?:,\d*)?\}|\\(?:[dDwWsSbBnrtfv0^$\\.*+?()\[\]{}|/]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|p\{L[ulmto]?\})|\[\^?(?:[^\\\[\]]|\\(?:[dDwWsSbnrtfv0^$\\.*+?()\[\]{}|/-]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|p\{L[ulmto]?\}))*\])*$")]
    private static partial Regex Tokens();
}
