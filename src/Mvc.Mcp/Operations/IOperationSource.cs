namespace Mvc.Mcp.Operations;

/// <summary>Where the operations of a catalog come from.</summary>
internal interface IOperationSource
{
    /// <summary>Reads the document anew.</summary>
    /// <param name="options">Which document.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The document and its operations in the document's order.</returns>
    /// <exception cref="InvalidOperationException">The document cannot be made; the message says why and what to do.</exception>
    ValueTask<OperationSet> ReadAsync(McpOptions options, CancellationToken cancellationToken);
}
