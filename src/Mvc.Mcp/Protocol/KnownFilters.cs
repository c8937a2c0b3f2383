using ModelContextProtocol.AspNetCore;

namespace Mvc.Mcp.Protocol;

/// <summary>Tells the filters of this library and of the official host, of which it is known what they look at, from those of the application.</summary>
internal static class KnownFilters
{
    /// <summary>Whether none of <paramref name="filters"/> is the application's.</summary>
    public static bool AreAll(IEnumerable<Delegate> filters) => filters.All(Include);

    private static bool Include(Delegate filter) =>
        filter.Method.DeclaringType?.Assembly is { } owner &&
        (owner == typeof(KnownFilters).Assembly || owner == typeof(HttpServerTransportOptions).Assembly);
}
