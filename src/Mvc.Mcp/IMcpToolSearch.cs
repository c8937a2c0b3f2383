namespace Mvc.Mcp;

/// <summary>
/// Finds the tools that fit a query, where an endpoint offers a search instead of a list
/// (<see cref="ToolDiscovery.Search"/>). Register another as a singleton to bring a ranking of one's own, such as one by
/// embeddings; the one of the library ranks by words (BM25).
/// </summary>
public interface IMcpToolSearch
{
    /// <summary>Ranks the tools that a caller sees.</summary>
    /// <param name="context">What is asked, and of which tools.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>
    /// Names of <see cref="McpToolSearchContext.Tools"/>, the best first, and no others: what a caller does not see is not shown
    /// to it, whatever is returned.
    /// </returns>
    ValueTask<IReadOnlyList<string>> SearchAsync(McpToolSearchContext context, CancellationToken cancellationToken);
}
