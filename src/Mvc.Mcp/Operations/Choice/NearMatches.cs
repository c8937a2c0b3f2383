namespace Mvc.Mcp.Operations.Choice;

/// <summary>Finds the names that a misspelt one may have meant.</summary>
internal static class NearMatches
{
    private const int MostNamed = 3;

    /// <summary>The names nearest to <paramref name="name"/>, the nearest first; none where none is near.</summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> candidates) =>
    [
        .. from candidate in candidates.Distinct(StringComparer.Ordinal)
           let distance = Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())
           where distance <= Math.Max(2, name.Length / 3) || candidate.Contains(name, StringComparison.OrdinalIgnoreCase)
           orderby distance, candidate
           select candidate,
    ];

    /// <summary>A question that names them, or nothing: <c> Did you mean 'a' or 'b'?</c></summary>
    public static string Question(string name, IEnumerable<string> candidates)
    {
        var near = Of(name, candidates).Take(MostNamed).Select(candidate => $"'{candidate}'").ToArray();
        return near.Length == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?";
    }

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
