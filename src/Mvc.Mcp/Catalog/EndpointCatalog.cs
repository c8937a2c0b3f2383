using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Catalog;

/// <summary>
/// What one MCP endpoint offers while the application runs: the newest <see cref="CatalogSnapshot"/> behind one reference.
/// </summary>
/// <param name="provider">Makes the snapshots.</param>
/// <param name="configure">What the endpoint sets in addition to what <c>AddMcp</c> set; null for nothing.</param>
internal sealed class EndpointCatalog(CatalogProvider provider, Action<McpOptions>? configure) : IMcpCatalog
{
    private volatile CatalogSnapshot? _snapshot;

    /// <summary>Raised when a snapshot has taken the place of another.</summary>
    public event EventHandler? Changed;

    /// <summary>What the endpoint sets in addition to what <c>AddMcp</c> set; null for nothing.</summary>
    public Action<McpOptions>? Configure => configure;

    /// <summary>
    /// Where clients reach it, as the log names it: <c>/mcp/admin</c>. Null where nobody does: of such a catalog nothing is logged.
    /// </summary>
    public string? Address { get; set; } = "(no endpoint)";

    /// <summary>Whether a snapshot has been made.</summary>
    public bool IsMade => _snapshot is not null;

    /// <summary>The newest snapshot; it is made if there is none. Whoever needs two things of it takes both of one.</summary>
    public CatalogSnapshot Snapshot => _snapshot ?? provider.MakeFirst(this);

    /// <inheritdoc />
    public IReadOnlyList<McpCatalogEntry> Tools => Snapshot.ToolEntries;

    /// <inheritdoc />
    public IReadOnlyList<McpCatalogEntry> Resources => Snapshot.ResourceEntries;

    /// <inheritdoc />
    public IReadOnlyList<McpOmittedOperation> Omitted => Snapshot.Omitted;

    /// <inheritdoc />
    public IReadOnlyList<string> Warnings => Snapshot.Warnings;

    /// <summary>The tool of that name, or null.</summary>
    public ActionTool? FindTool(string name) => Snapshot.FindTool(name);

    /// <inheritdoc />
    public Task RefreshAsync(CancellationToken cancellationToken = default) => provider.RefreshAsync([this], cancellationToken);

    /// <summary>Puts <paramref name="snapshot"/> in the place of the one before it.</summary>
    public void Replace(CatalogSnapshot snapshot)
    {
        var isFirst = _snapshot is null;
        _snapshot = snapshot;
        if (!isFirst)
            Changed?.Invoke(this, EventArgs.Empty);
    }
}
