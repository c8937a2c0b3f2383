namespace Mvc.Mcp.Catalog.Search;

/// <summary>The library's own search: by the words of the catalog's index.</summary>
internal sealed class WordSearch : IMcpToolSearch
{
    /// <inheritdoc />
    public ValueTask<IReadOnlyList<string>> SearchAsync(McpToolSearchContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(((EndpointCatalog)context.Catalog).Snapshot.Index!.Search(context.Query, context.Tools, context.Limit));
}
