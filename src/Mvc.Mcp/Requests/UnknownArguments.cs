namespace Mvc.Mcp.Requests;

/// <summary>
/// Refuses arguments that the tool does not have. To ignore them would let a misspelt filter return everything.
/// </summary>
internal static class UnknownArguments
{
    /// <summary>Notes each of <paramref name="given"/> that <paramref name="plan"/> does not know, with the nearest valid name.</summary>
    public static void Report(RequestTemplate plan, IEnumerable<string> given, ArgumentErrors errors)
    {
        foreach (var name in given)
        {
            if (plan.ByName.ContainsKey(name))
                continue;
            if (errors.IsFull)
            {
                errors.AddUnsaid();
                continue;
            }

            var shown = Shown(name);
            errors.Add(plan.Arguments.IsEmpty
                ? $"'{shown}' is not an argument of this tool; it takes none."
                : Nearest(plan, name) is { } near
                    ? $"'{shown}' is not an argument of this tool; did you mean '{near}'? It takes: {Names(plan)}."
                    : $"'{shown}' is not an argument of this tool; it takes: {Names(plan)}.");
        }
    }

    private static string Names(RequestTemplate plan) => string.Join(", ", plan.Arguments.Select(argument => argument.Name));

    // A name comes from the caller and may be of any length.
    private static string Shown(string name) => name.Length <= 64 ? name : string.Concat(name.AsSpan(0, 64), "…");

    private static string? Nearest(RequestTemplate plan, string name)
    {
        if (name.Length > 64)
            return null;
        var best = plan.Arguments.MinBy(argument => Distance(Plain(argument.Name), Plain(name)))!;
        return Distance(Plain(best.Name), Plain(name)) <= Math.Max(1, best.Name.Length / 3) ? best.Name : null;
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
