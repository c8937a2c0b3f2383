namespace Mvc.Mcp.Catalog.Search;

/// <summary>What the tools are called that stand for a list. No other tool of an endpoint with a search may have these names.</summary>
internal static class SearchNames
{
    /// <summary>The search.</summary>
    public const string Search = "search_tools";

    /// <summary>The caller of tools that only read.</summary>
    public const string CallRead = "call_read_tool";

    /// <summary>The caller of all tools.</summary>
    public const string Call = "call_tool";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Search, CallRead, Call];
}
