using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.AspNetCore.Authorization;
using ModelContextProtocol.AspNetCore.Hosting;
using ModelContextProtocol.AspNetCore.LegacySse;
using ModelContextProtocol.AspNetCore.Sessions;
using ModelContextProtocol.AspNetCore.Stateless;
using ModelContextProtocol.AspNetCore.Subscriptions;
using ModelContextProtocol.AspNetCore.Validation;
using ModelContextProtocol.Server;

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
        services.TryAddSingleton<ActionCalls>();
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

        return builder.AddAuthorizationFilters();
    }

    /// <summary>
    /// Holds the server's tools, prompts and resources to the <c>[Authorize]</c> and <c>[AllowAnonymous]</c> that stand
    /// on them: callers are neither shown what they are not authorized for, nor can they use it.
    /// </summary>
    /// <param name="builder">The builder of the server.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <see langword="null"/>.</exception>
    /// <remarks><see cref="WithHttpTransport"/> does so already; a second call changes nothing.</remarks>
    public static IMcpServerBuilder AddAuthorizationFilters(this IMcpServerBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<McpServerOptions>, AuthorizationFilters>());
        return builder;
    }
}
