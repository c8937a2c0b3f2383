using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.AspNetCore.Hosting;
using ModelContextProtocol.AspNetCore.LegacySse;
using ModelContextProtocol.AspNetCore.Sessions;
using ModelContextProtocol.AspNetCore.Stateless;
using ModelContextProtocol.AspNetCore.Subscriptions;
using ModelContextProtocol.AspNetCore.Validation;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the Streamable HTTP transport to an MCP server.</summary>
public static class HttpMcpServerBuilderExtensions
{
    /// <summary>
    /// Registers what <see cref="AspNetCore.Builder.McpEndpointRouteBuilderExtensions.MapMcp"/> needs to serve MCP
    /// clients over Streamable HTTP.
    /// </summary>
    /// <param name="builder">The builder of the server.</param>
    /// <param name="configureOptions">Sets the transport's options; may be called several times.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    public static IMcpServerBuilder WithHttpTransport(this IMcpServerBuilder builder, Action<HttpServerTransportOptions>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(builder);

        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.TryAddSingleton<CurrentRequestServices>();
        services.TryAddSingleton<ListenHandler>();
        services.TryAddSingleton<ServerBlueprint>();
        services.TryAddSingleton<AddressCheck>();
        services.TryAddSingleton<RequestGuard>();
        services.TryAddSingleton<RevisionCheck>();
        services.TryAddSingleton<StatelessServers>();
        services.TryAddSingleton<StatelessCalls>();
        services.TryAddSingleton<StatelessPosts>();
        services.TryAddSingleton<SessionStore>();
        services.TryAddSingleton<SessionDesk>();
        services.TryAddSingleton<SessionPosts>();
        services.TryAddSingleton<SessionStreams>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SessionSweeper>());
        services.TryAddSingleton<StreamableHttpEndpoint>();
        services.TryAddSingleton<LegacySseEndpoint>();

        if (configureOptions is not null)
            services.Configure(configureOptions);

        return builder;
    }
}
