namespace Mvc.Mcp;

/// <summary>
/// What the application offers to MCP clients: which of its operations became what, and which were left out. A singleton
/// service of the application.
/// </summary>
/// <remarks>
/// The catalog follows MVC: when the application's actions change while it runs, it is made anew and clients that listen
/// are told (<c>notifications/tools/list_changed</c>).
/// </remarks>
public interface IMcpCatalog
{
    /// <summary>The operations that became tools, in the order clients see them.</summary>
    IReadOnlyList<McpCatalogEntry> Tools { get; }

    /// <summary>The operations that became resources or resource templates, in the order clients see them.</summary>
    IReadOnlyList<McpCatalogEntry> Resources { get; }

    /// <summary>The operations that were left out, each with the reason.</summary>
    IReadOnlyList<McpOmittedOperation> Omitted { get; }

    /// <summary>What the log said of settings and names when the catalog was made, a sentence each.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>
    /// Makes the catalog anew from its document as it is now. Needed only where something other than MVC's actions changed,
    /// such as what a document filter reads. The service of the application renews the catalog of every endpoint; the
    /// catalog of one endpoint renews itself.
    /// </summary>
    /// <param name="cancellationToken">Gives up; the catalog stays as it was.</param>
    /// <exception cref="InvalidOperationException">
    /// The document cannot be made or two settings contradict each other. The catalog stays as it was.
    /// </exception>
    Task RefreshAsync(CancellationToken cancellationToken = default);
}
