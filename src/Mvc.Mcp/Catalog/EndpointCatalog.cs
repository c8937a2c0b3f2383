using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Mvc.Mcp.Tools;
using Mvc.Mcp.Tools.Resources;

namespace Mvc.Mcp.Catalog;

/// <summary>
/// A catalog while the application runs: made when it is first needed, made anew when MVC's actions change, and kept as it
/// was when that fails.
/// </summary>
internal sealed partial class EndpointCatalog : IMcpCatalog, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Func<CatalogContents> _build;
    private readonly IActionCaller _caller;
    private readonly ILogger _logger;
    private readonly IDisposable? _changes;
    private volatile CatalogState? _state;

    /// <param name="build">Makes the contents from the application's document as it is now.</param>
    /// <param name="caller">Carries out the tools' calls.</param>
    /// <param name="actions">MVC's actions, whose changes the catalog follows; null where it knows no action.</param>
    /// <param name="logger">Where the counts go, and the reasons.</param>
    public EndpointCatalog(
        Func<CatalogContents> build, IActionCaller caller, IActionDescriptorCollectionProvider? actions, ILogger logger)
    {
        _build = build;
        _caller = caller;
        _logger = logger;
        if (actions is ActionDescriptorCollectionProvider { } provider)
        {
            _changes = ChangeToken.OnChange(provider.GetChangeToken, OnActionsChanged);
        }
    }

    /// <summary>Raised after the catalog has been made anew.</summary>
    public event EventHandler? Changed;

    /// <summary>What the catalog was made of.</summary>
    public CatalogContents Contents => Current.Contents;

    /// <summary>The operations as tools of the SDK, in the order clients see them.</summary>
    public IReadOnlyList<ActionTool> ActionTools => Current.ActionTools;

    /// <summary>The operations as resources of the SDK, in the order clients see them.</summary>
    public IReadOnlyList<ActionResource> ActionResources => Current.ActionResources;

    /// <inheritdoc />
    public IReadOnlyList<McpCatalogEntry> Tools => Current.Tools;

    /// <inheritdoc />
    public IReadOnlyList<McpCatalogEntry> Resources => Current.Resources;

    /// <inheritdoc />
    public IReadOnlyList<McpOmittedOperation> Omitted => Current.Contents.Omitted;

    /// <inheritdoc />
    public IReadOnlyList<string> Warnings => Current.Contents.Warnings;

    private CatalogState Current
    {
        get
        {
            if (_state is { } state)
            {
                return state;
            }

            lock (_gate)
            {
                return _state ??= Make();
            }
        }
    }

    /// <summary>Whether the address, or template of addresses, is that of one of the resources.</summary>
    public bool IsResource(string uriTemplate) => Current.ResourceUris.Contains(uriTemplate);

    /// <summary>The tool of that name, or null.</summary>
    public ActionTool? FindTool(string name) => Current.ByName.GetValueOrDefault(name);

    /// <inheritdoc />
    public void Refresh()
    {
        lock (_gate)
        {
            _state = Make();
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Makes the catalog anew where nobody waits for the outcome: what is wrong goes to the log.</summary>
    public void TryRefresh()
    {
        try
        {
            Refresh();
        }
#pragma warning disable CA1031 // Whatever is wrong with the new catalog, the tools that worked go on working.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogRefreshFailed(exception);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _changes?.Dispose();

    private CatalogState Make()
    {
        var state = new CatalogState(_build(), _caller);
        LogCatalog(state.Tools.Count, state.Resources.Count, state.Contents.Omitted.Count);
        foreach (var omitted in state.Contents.Omitted)
        {
            LogOmitted(omitted.Method, omitted.Path, omitted.Reason);
        }

        return state;
    }

    private void OnActionsChanged()
    {
        // Before anyone has asked for the catalog there is none to renew.
        if (_state is not null)
        {
            TryRefresh();
        }
    }

    [LoggerMessage(1, LogLevel.Information, "MCP catalog: {ToolCount} operations became tools and {ResourceCount} became resources; {OmittedCount} were left out.")]
    private partial void LogCatalog(int toolCount, int resourceCount, int omittedCount);

    [LoggerMessage(2, LogLevel.Debug, "MCP catalog: {Method} {Path} was left out: {Reason}")]
    private partial void LogOmitted(string method, string path, string reason);

    [LoggerMessage(3, LogLevel.Error, "MCP catalog: it could not be made anew and stays as it was.")]
    private partial void LogRefreshFailed(Exception exception);
}
