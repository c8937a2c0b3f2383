using Mvc.Mcp.Catalog.Search;

namespace Mvc.Mcp.Catalog;

/// <summary>Keeps the names of the search free where an endpoint offers one.</summary>
internal static class SearchNamesCheck
{
    /// <exception cref="InvalidOperationException">A hand-written tool has one of the names.</exception>
    public static void Run(McpOptions options, IReadOnlySet<string> handWritten)
    {
        if (options.Discovery == ToolDiscovery.Search && SearchNames.All.FirstOrDefault(handWritten.Contains) is { } taken)
        {
            throw new InvalidOperationException(
                $"McpOptions.Discovery is {nameof(ToolDiscovery.Search)}, whose tools are {string.Join(", ", SearchNames.All)}, but a hand-written tool is named '{taken}'. Name it otherwise.");
        }
    }

    /// <summary>The names that no operation may have.</summary>
    public static IReadOnlySet<string> Reserve(McpOptions options, IReadOnlySet<string> names) =>
        options.Discovery == ToolDiscovery.Search ? names.Concat(SearchNames.All).ToHashSet(StringComparer.Ordinal) : names;
}
