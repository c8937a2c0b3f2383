namespace Mvc.Mcp.Schemas;

/// <summary>Finds the names that a misspelt one may have meant: of arguments and members, of tools, of operations.</summary>
internal static class NearNames
{
    private const int MostNamed = 3;

    // A name comes from a caller and may be of any length; nobody misspells that much.
    private const int Longest = 64;

    // What is shorter than this is a part of nearly every name.
    private const int ShortestPart = 3;

    /// <summary>The nearest of <paramref name="candidates"/>; null where none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates) => Of(name, candidates).FirstOrDefault();

    /// <summary>A question that names them, or nothing: <c> Did you mean 'a' or 'b'?</c></summary>
    public static string Question(string name, IEnumerable<string> candidates)
    {
        var near = Of(name, candidates).Take(MostNamed).Select(candidate => $"'{candidate}'").ToArray();
        return near.Length == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?";
    }

    // The nearest first.
    private static IEnumerable<string> Of(string name, IEnumerable<string> candidates)
    {
        if (name.Length > Longest)
            return [];
        var plain = Plain(name);
        return
            from candidate in candidates.Distinct(StringComparer.Ordinal)
            let other = Plain(candidate)
            let distance = Distance(plain, other)
            where distance <= Math.Max(1, candidate.Length / 3) || (plain.Length >= ShortestPart && other.Contains(plain, StringComparison.Ordinal))
            orderby distance, candidate
            select candidate;
    }

    // orderId, order_id and order-id are the same slip.
    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    // The number of letters to change, add or take away (Levenshtein).
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j - 1], diagonal));
            }
        }

        return row[other.Length];
    }
}
