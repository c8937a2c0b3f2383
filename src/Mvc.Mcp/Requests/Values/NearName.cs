namespace Mvc.Mcp.Requests.Values;

/// <summary>Finds the name that a misspelt one meant.</summary>
internal static class NearName
{
    // A name comes from the caller and may be of any length; nobody misspells that much.
    private const int Longest = 64;

    /// <summary>The nearest of <paramref name="names"/>; null where none is near.</summary>
    public static string? Of(string name, IEnumerable<string> names)
    {
        if (name.Length > Longest)
            return null;
        var plain = Plain(name);
        var (best, distance) = names.Select(candidate => (candidate, Distance(Plain(candidate), plain))).DefaultIfEmpty(("", int.MaxValue)).MinBy(pair => pair.Item2);
        return distance <= Math.Max(1, best.Length / 3) ? best : null;
    }

    // orderId, order_id and order-id are the same slip.
    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    private static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            row[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substituted = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
