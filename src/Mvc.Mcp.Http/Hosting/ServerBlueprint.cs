using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore.Subscriptions;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Hosting;

/// <summary>
/// The options that servers are made with: one instance for all, unless the application adapts them to the caller.
/// </summary>
internal sealed class ServerBlueprint(
    IOptionsFactory<McpServerOptions> factory,
    IOptions<McpServerOptions> application,
    IOptions<HttpServerTransportOptions> transport,
    ListenHandler listening)
{
    private readonly Lazy<McpServerOptions> _shared = new(() =>
    {
        var options = Create(factory, listening);
        // The application adds and removes tools in its own options while it runs; everybody is to see that.
        options.ToolCollection = application.Value.ToolCollection;
        options.PromptCollection = application.Value.PromptCollection;
        options.ResourceCollection = application.Value.ResourceCollection;
        return options;
    });

    /// <summary>Whether every server is made with the same options, and may so answer anyone.</summary>
    public bool IsShared => transport.Value.ConfigureSessionOptions is null;

    public ValueTask<McpServerOptions> OptionsForAsync(HttpContext http) =>
        IsShared ? new(_shared.Value) : new(ConfigureAsync(http));

    private async Task<McpServerOptions> ConfigureAsync(HttpContext http)
    {
        var options = Create(factory, listening);
        await transport.Value.ConfigureSessionOptions!(http, options, http.RequestAborted);
        return options;
    }

    private static McpServerOptions Create(IOptionsFactory<McpServerOptions> factory, ListenHandler listening)
    {
        var options = factory.Create(Options.DefaultName);
        // The request already has a scope of services, and tools are to share it.
        options.ScopeRequests = false;
        // The SDK's own handler grants nothing to clients without a session.
        options.Handlers.SubscriptionsListenHandler ??= listening.ListenAsync;
        return options;
    }
}
