using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using Mvc.Mcp.Execution.Forwarding;
using Mvc.Mcp.Tools;
using Mvc.Mcp.Tools.Resources;

namespace Mvc.Mcp.Catalog;

/// <summary>
/// The application's catalogs: the one of <c>AddMcp</c>, whose tools stand in the SDK's <c>ToolCollection</c>, and one for
/// each endpoint that was mapped with options of its own.
/// </summary>
internal sealed class CatalogProvider : IDisposable
{
    private readonly ConcurrentQueue<EndpointCatalog> _ofEndpoints = new();
    private readonly IOptionsFactory<McpOptions> _options;
    private readonly IEnumerable<IValidateOptions<McpOptions>> _validators;
    private readonly CatalogBuilder _builder;
    private readonly IActionCaller _caller;
    private readonly ForwardedClientFactory _clients;
    private readonly IActionDescriptorCollectionProvider? _actions;
    private readonly IEnumerable<McpServerTool> _registeredTools;
    private readonly ILogger<EndpointCatalog> _logger;
    private readonly Lock _gate = new();

    public CatalogProvider(
        IOptionsFactory<McpOptions> options,
        IEnumerable<IValidateOptions<McpOptions>> validators,
        CatalogBuilder builder,
        IActionCaller caller,
        ForwardedClientFactory clients,
        IEnumerable<McpServerTool> registeredTools,
        ILogger<EndpointCatalog> logger,
        IActionDescriptorCollectionProvider? actions = null)
    {
        _options = options;
        _validators = validators;
        _builder = builder;
        _caller = caller;
        _clients = clients;
        _actions = actions;
        _registeredTools = registeredTools;
        _logger = logger;
        Default = Create(configure: null);
        Default.Changed += (_, _) => FillCollections();
    }

    /// <summary>The catalog of <c>AddMcp</c>.</summary>
    public EndpointCatalog Default { get; }

    /// <summary>That one and those of the endpoints.</summary>
    public IEnumerable<EndpointCatalog> All => _ofEndpoints.Prepend(Default);

    /// <summary>The SDK's collection: the hand-written tools and, once <see cref="Start"/> has run, the default catalog's.</summary>
    public ActionToolCollection ToolCollection { get; } = new();

    /// <summary>Whether the catalogs have been made.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Raised once, when the catalogs have been made.</summary>
    public event EventHandler? Started;

    /// <summary>
    /// The SDK's collection of resources: the hand-written ones and the default catalog's. Null until a catalog has any: a
    /// server without resources does not claim to have them.
    /// </summary>
    public McpServerResourceCollection? ResourceCollection { get; private set; }

    /// <summary>Adds the catalog of an endpoint.</summary>
    /// <param name="configure">What the endpoint sets in addition to what <c>AddMcp</c> set.</param>
    public EndpointCatalog AddEndpoint(Action<McpOptions> configure)
    {
        var catalog = Create(configure);
        _ofEndpoints.Enqueue(catalog);
        return catalog;
    }

    /// <summary>The catalog that the endpoint of this request offers.</summary>
    public EndpointCatalog For(HttpContext? context) =>
        context?.GetEndpoint()?.Metadata.GetMetadata<McpEndpointMetadata>()?.Catalog ?? Default;

    /// <summary>Makes every catalog, so that what is wrong with one stops the start, and fills the SDK's collection. Once.</summary>
    /// <remarks>
    /// Not before the endpoints are known to routing: ApiExplorer keeps what it describes first, so the application's own
    /// Swagger document would lack its minimal APIs for good.
    /// </remarks>
    public void Start()
    {
        lock (_gate)
        {
            if (IsStarted)
            {
                return;
            }

            foreach (var catalog in _ofEndpoints)
            {
                _ = catalog.Contents;
            }

            if (All.Any(catalog => catalog.ActionResources.Count > 0))
            {
                ResourceCollection = [];
            }

            FillCollections();
            IsStarted = true;
        }

        Started?.Invoke(this, EventArgs.Empty);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Default.Dispose();
        foreach (var catalog in _ofEndpoints)
        {
            catalog.Dispose();
        }
    }

    private void FillCollections()
    {
        ToolCollection.ReplaceActionTools(Default.ActionTools);
        if (ResourceCollection is not { } resources)
        {
            return;
        }

        var before = resources.OfType<ActionResource>().ToArray();
        if (before.Select(resource => resource.ToString()).SequenceEqual(Default.ActionResources.Select(resource => resource.ToString())))
        {
            return;
        }

        // One change to clients, however many resources it is about.
        using (resources.DeferChangedEvents())
        {
            foreach (var resource in before)
            {
                resources.Remove(resource);
            }

            foreach (var resource in Default.ActionResources)
            {
                resources.TryAdd(resource);
            }
        }
    }

    private EndpointCatalog Create(Action<McpOptions>? configure)
    {
        return new EndpointCatalog(Build, _caller, _actions, _logger);

        CatalogContents Build()
        {
            var options = OptionsOf(configure);
            var contents = _builder.Build(options, HandWrittenNames());
            CheckForwarding(options);
            return contents;
        }
    }

    // The factory validates what AddMcp set; what an endpoint changes is held to the same.
    private McpOptions OptionsOf(Action<McpOptions>? configure)
    {
        var options = _options.Create(Options.DefaultName);
        if (configure is null)
        {
            return options;
        }

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
        {
            _clients.Create(target).Dispose();
        }
    }

    // A hand-written tool keeps its name: the operation with the same one is named otherwise.
    private HashSet<string> HandWrittenNames() =>
        _registeredTools.Concat(ToolCollection.Where(tool => tool is not ActionTool))
            .Select(tool => tool.ProtocolTool.Name)
            .ToHashSet(StringComparer.Ordinal);
}
