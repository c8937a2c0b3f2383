using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using Mvc.Mcp.Operations.Documents;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Catalog;

/// <summary>
/// The application's catalogs: the one of <c>AddMcp</c> and one for each endpoint that was mapped with options of its own.
/// It makes their snapshots, one at a time: when they are first needed, when MVC's actions change, and when it is asked to.
/// </summary>
internal sealed partial class CatalogProvider : IMcpCatalog, IDisposable
{
    private readonly ConcurrentQueue<EndpointCatalog> _ofEndpoints = new();
    private readonly SemaphoreSlim _making = new(1, 1);
    private readonly IOptionsFactory<McpOptions> _options;
    private readonly IEnumerable<IValidateOptions<McpOptions>> _validators;
    private readonly CatalogBuilder _builder;
    private readonly ForwardedClientFactory _clients;
    private readonly IEnumerable<McpServerTool> _registeredTools;
    private readonly ILogger<CatalogProvider> _logger;
    private readonly ActionChanges _changes;

    public CatalogProvider(
        IOptionsFactory<McpOptions> options,
        IEnumerable<IValidateOptions<McpOptions>> validators,
        CatalogBuilder builder,
        ForwardedClientFactory clients,
        IEnumerable<McpServerTool> registeredTools,
        ILogger<CatalogProvider> logger,
        IActionDescriptorCollectionProvider? actions = null,
        EndpointDataSource? endpoints = null)
    {
        _options = options;
        _validators = validators;
        _builder = builder;
        _clients = clients;
        _registeredTools = registeredTools;
        _logger = logger;
        Default = new EndpointCatalog(this, configure: null);
        _changes = new ActionChanges(actions, endpoints, () => { _ = TryRefreshAllAsync(); });
    }

    /// <summary>The catalog of <c>AddMcp</c>.</summary>
    public EndpointCatalog Default { get; }

    /// <summary>That one and those of the endpoints.</summary>
    public IEnumerable<EndpointCatalog> All => _ofEndpoints.Prepend(Default);

    /// <summary>The collections of the SDK's servers; once <see cref="Start"/> has run, the default catalog's tools and resources are in them.</summary>
    public ServerCollections Collections { get; } = new();

    /// <summary>Whether the catalogs have been made.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Raised once, when the catalogs have been made.</summary>
    public event EventHandler? Started;

    /// <inheritdoc />
    public IReadOnlyList<McpCatalogEntry> Tools => Default.Tools;

    /// <inheritdoc />
    public IReadOnlyList<McpCatalogEntry> Resources => Default.Resources;

    /// <inheritdoc />
    public IReadOnlyList<McpOmittedOperation> Omitted => Default.Omitted;

    /// <inheritdoc />
    public IReadOnlyList<string> Warnings => Default.Warnings;

    /// <inheritdoc />
    public Task RefreshAsync(CancellationToken cancellationToken = default) => RefreshAsync([.. All], cancellationToken);

    /// <summary>Adds the catalog of an endpoint.</summary>
    /// <param name="configure">What the endpoint sets in addition to what <c>AddMcp</c> set.</param>
    public EndpointCatalog AddEndpoint(Action<McpOptions> configure)
    {
        var catalog = new EndpointCatalog(this, configure);
        _ofEndpoints.Enqueue(catalog);
        return catalog;
    }

    /// <summary>The catalog that the endpoint of this request offers.</summary>
    public EndpointCatalog For(HttpContext? context) =>
        context?.GetEndpoint()?.Metadata.GetMetadata<McpEndpointMetadata>()?.Catalog ?? Default;

    /// <summary>Makes every catalog, so that what is wrong with one stops the start. Once.</summary>
    /// <remarks>
    /// Not before the endpoints are known to routing: ApiExplorer keeps what it describes first, so the application's own
    /// Swagger document would lack its minimal APIs for good.
    /// </remarks>
    public void Start()
    {
        if (IsStarted)
            return;
        foreach (var catalog in All)
            _ = catalog.Snapshot;
        Collections.Fill(Default.Snapshot, withResources: All.Any(catalog => catalog.Snapshot.ActionResources.Count > 0));
        IsStarted = true;
        Started?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Makes the first snapshot of <paramref name="catalog"/>, unless somebody else just did.</summary>
    public CatalogSnapshot MakeFirst(EndpointCatalog catalog)
    {
        _making.Wait();
        try
        {
            // Whoever asks for the first waits for it: the start of the application, which cannot go on without.
            if (!catalog.IsMade)
                catalog.Replace(MakeAsync(catalog, CancellationToken.None).GetAwaiter().GetResult());
        }
        finally
        {
            _making.Release();
        }

        return catalog.Snapshot;
    }

    /// <summary>Makes <paramref name="catalogs"/> anew. If one of them cannot be made, all stay as they were.</summary>
    public async Task RefreshAsync(IReadOnlyList<EndpointCatalog> catalogs, CancellationToken cancellationToken)
    {
        await _making.WaitAsync(cancellationToken);
        try
        {
            var snapshots = new CatalogSnapshot[catalogs.Count];
            for (var i = 0; i < snapshots.Length; i++)
                snapshots[i] = await MakeAsync(catalogs[i], cancellationToken);
            for (var i = 0; i < snapshots.Length; i++)
                Replace(catalogs[i], snapshots[i]);
        }
        finally
        {
            _making.Release();
        }
    }

    /// <summary>Makes a catalog anew where nobody waits for the outcome: what is wrong goes to the log.</summary>
    public async Task TryRefreshAsync(EndpointCatalog catalog, CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync([catalog], cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application stops.
        }
#pragma warning disable CA1031 // Whatever is wrong with the new catalog, the tools that worked go on working.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogRefreshFailed(exception);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _changes.Dispose();
        _making.Dispose();
    }

    // Before anyone has asked for a catalog there is none to renew.
    private async Task TryRefreshAllAsync()
    {
        foreach (var catalog in All.Where(catalog => catalog.IsMade).ToArray())
            await TryRefreshAsync(catalog, CancellationToken.None);
    }

    private void Replace(EndpointCatalog catalog, CatalogSnapshot snapshot)
    {
        var change = CatalogChange.Between(catalog.Snapshot, snapshot);
        catalog.Replace(snapshot);
        if (catalog == Default && IsStarted)
            Collections.Replace(snapshot);
        else if (change.Tools)
            Collections.TellOfTools();
    }

    private async Task<CatalogSnapshot> MakeAsync(EndpointCatalog catalog, CancellationToken cancellationToken)
    {
        var options = OptionsOf(catalog.Configure);
        var names = HandWrittenNames();
        var snapshot = await _builder.BuildAsync(options, names, cancellationToken);
        CheckForwarding(options);
        foreach (var configure in options.OpenApi.Others.ToArray())
        {
            var others = OptionsOf(catalog.Configure + configure);
            names.UnionWith(snapshot.Tools.Select(tool => tool.Tool.Name));
            snapshot = _builder.Join(snapshot, await _builder.BuildAsync(others, names, cancellationToken));
            CheckForwarding(others);
        }

        if (catalog.Address is { } address)
            Log(address, snapshot);
        return snapshot;
    }

    private void Log(string address, CatalogSnapshot snapshot)
    {
        LogCatalog(address, snapshot.Tools.Count, snapshot.Resources.Count, snapshot.Omitted.Count);
        foreach (var warning in snapshot.Warnings)
            LogWarning(address, PlainText.Strip(warning));
        foreach (var omitted in snapshot.Omitted)
            LogOmitted(address, omitted.Method, PlainText.Escape(omitted.Path), PlainText.Escape(omitted.Reason));
    }

    // The factory validates what AddMcp set; what an endpoint changes is held to the same.
    private McpOptions OptionsOf(Action<McpOptions>? configure)
    {
        var options = _options.Create(Options.DefaultName);
        if (configure is null)
            return options;
        configure(options);
        var failures = _validators
            .Select(validator => validator.Validate(Options.DefaultName, options))
            .SelectMany(result => result.Failures ?? [])
            .ToArray();
        return failures.Length == 0 ? options : throw new OptionsValidationException(Options.DefaultName, typeof(McpOptions), failures);
    }

    // Making one client says at the start what the first call would say.
    private void CheckForwarding(McpOptions options)
    {
        if (options.Forwarding is { } target)
            _clients.Create(target).Dispose();
    }

    // A hand-written tool keeps its name: the operation with the same one is named otherwise.
    private HashSet<string> HandWrittenNames() =>
        _registeredTools.Concat(Collections.Tools.HandWritten)
            .Select(tool => tool.ProtocolTool.Name)
            .ToHashSet(StringComparer.Ordinal);

    [LoggerMessage(1, LogLevel.Information, "MCP {Address}: {ToolCount} tools, {ResourceCount} resources, {OmittedCount} left out.")]
    private partial void LogCatalog(string address, int toolCount, int resourceCount, int omittedCount);

    [LoggerMessage(2, LogLevel.Debug, "MCP {Address}: {Method} {Path} was left out: {Reason}")]
    private partial void LogOmitted(string address, string method, string path, string reason);

    [LoggerMessage(3, LogLevel.Error, "MCP catalog: refresh failed; keeping the previous catalog.")]
    private partial void LogRefreshFailed(Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "MCP {Address}: {Warning}")]
    private partial void LogWarning(string address, string warning);
}
