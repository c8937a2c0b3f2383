using Duende.IdentityModel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Callback;
using Mvc.Mcp.OAuth.Proxy.Clients;
using Mvc.Mcp.OAuth.Proxy.Consent;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Proxy.Introspection;
using Mvc.Mcp.OAuth.Proxy.Metadata;
using Mvc.Mcp.OAuth.Proxy.Pages;
using Mvc.Mcp.OAuth.Proxy.Registration;
using Mvc.Mcp.OAuth.Proxy.SignIn;
using Mvc.Mcp.OAuth.Proxy.Revocation;
using Mvc.Mcp.OAuth.Proxy.Token;
using Mvc.Mcp.OAuth.Proxy.Wire;
using Mvc.Mcp.OAuth.Resource;
using Mvc.Mcp.OAuth.Settings;
using Mvc.Mcp.OAuth.Tokens;
using Mvc.Mcp.OAuth.Upstream;
using Mvc.Mcp.OAuth;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the OAuth proxy, or the resource metadata alone.</summary>
public static class McpOAuthServiceCollectionExtensions
{
    /// <summary>An answer of the identity provider is never larger than this.</summary>
    private const int MaxUpstreamBytes = 1024 * 1024;

    /// <summary>
    /// Adds the OAuth proxy: to MCP clients it is an authorization server with discovery, registration and PKCE, and to
    /// the identity provider it is one registered client. It adds the resource metadata as well, and needs
    /// <c>app.MapMcpOAuthProxy()</c>. It stores nothing; instances that share Data Protection keys serve one flow together.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The settings, such as the section <see cref="McpOAuthProxyOptions.SectionName"/>.</param>
    /// <param name="configure">Further settings, applied afterwards.</param>
    /// <returns>The services, for chaining.</returns>
    public static IServiceCollection AddMcpOAuthProxy(
        this IServiceCollection services, IConfiguration configuration, Action<McpOAuthProxyOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<McpOAuthProxyOptions>().Bind(configuration);
        return services.AddMcpOAuthProxy(configure ?? (_ => { }));
    }

    /// <inheritdoc cref="AddMcpOAuthProxy(IServiceCollection, IConfiguration, Action{McpOAuthProxyOptions}?)"/>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">The settings.</param>
    public static IServiceCollection AddMcpOAuthProxy(this IServiceCollection services, Action<McpOAuthProxyOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<McpOAuthProxyOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<McpOAuthProxyOptions>, McpOAuthProxyOptionsValidator>());
        services.AddMcpResourceMetadata(_ => { });
        services.AddOptions<McpResourceMetadataOptions>().PostConfigure<IOptions<McpOAuthProxyOptions>>(DescribeProxy);

        services.AddDataProtection();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EnvelopeSealer>();
        services.TryAddSingleton<RedirectUris>();
        services.TryAddSingleton<ScopePolicy>();
        services.TryAddSingleton<ClientDirectory>();
        services.TryAddSingleton<ClientDocuments>();
        services.TryAddSingleton<ClientDocumentFetcher>();
        services.TryAddSingleton<BrowserCookies>();
        services.TryAddSingleton<AuthorizationResponse>();
        services.TryAddSingleton<ConsentPage>();
        services.TryAddSingleton<AuthorizationServerMetadataEndpoint>();
        services.TryAddSingleton<RegistrationEndpoint>();
        services.TryAddSingleton<AuthorizeEndpoint>();
        services.TryAddSingleton<ConsentEndpoint>();
        services.TryAddSingleton<CallbackEndpoint>();
        services.TryAddSingleton<AuthorizationCodes>();
        services.TryAddSingleton<SchemeSignIn>();
        services.TryAddSingleton<TokenEndpoint>();
        services.TryAddSingleton<AuthorizationCodeGrant>();
        services.TryAddSingleton<RefreshTokenGrant>();
        services.TryAddSingleton<RefreshAnswers>();
        services.TryAddSingleton<ClientCredentialsGrant>();
        services.TryAddSingleton<IdentityAssertionGrant>();
        services.TryAddSingleton<TokenAnswers>();
        services.TryAddSingleton<RevocationEndpoint>();
        services.TryAddSingleton<IntrospectionEndpoint>();
        services.AddHostedService<ProxyStartupCheck>();
        services.AddTokens();
        services.AddUpstream();
        services.AddHttpClient(ClientDocumentFetcher.HttpClientName)
            // The fetcher's own limit is stricter, and covers the body as well.
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(PublicDialer.CreateHandler);
        return services;
    }

    /// <summary>
    /// Describes the mapped MCP endpoints as protected resources (RFC 9728), and completes their 401 and 403 answers for
    /// any authentication scheme of the application. Use it without the proxy where MCP clients can use the authorization
    /// server as it is. It needs <c>app.MapMcpResourceMetadata()</c>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">The settings, such as the section <see cref="McpResourceMetadataOptions.SectionName"/>.</param>
    /// <returns>The services, for chaining.</returns>
    public static IServiceCollection AddMcpResourceMetadata(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<McpResourceMetadataOptions>().Bind(configuration);
        return services.AddMcpResourceMetadata(_ => { });
    }

    /// <inheritdoc cref="AddMcpResourceMetadata(IServiceCollection, IConfiguration)"/>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">The settings.</param>
    public static IServiceCollection AddMcpResourceMetadata(this IServiceCollection services, Action<McpResourceMetadataOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<McpResourceMetadataOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<McpResourceMetadataOptions>, McpResourceMetadataOptionsValidator>());
        services.AddAuthorization();
        services.AddMcpAuthorization();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, ScopeRequirementHandler>());
        services.TryAddSingleton<McpResources>();
        services.TryAddSingleton<NamedPrimitive>();
        if (services.Any(service => service.ServiceType == typeof(ResourceMetadataEndpoint)))
            return services;
        services.AddSingleton<ResourceMetadataEndpoint>();
        services.AddHostedService<ResourceMetadataStartupCheck>();
        services.WrapAuthorizationResultHandler();
        return services;
    }

    private static void AddUpstream(this IServiceCollection services)
    {
        services.TryAddSingleton<Discovery>();
        services.TryAddSingleton<AccessTokenCheck>();
        services.TryAddSingleton<IUpstream, DuendeUpstream>();
        services.AddHttpClient(DuendeUpstream.HttpClientName)
            .ConfigureHttpClient((provider, client) =>
            {
                client.Timeout = provider.GetRequiredService<IOptions<McpOAuthProxyOptions>>().Value.UpstreamTimeout;
                client.MaxResponseContentBufferSize = MaxUpstreamBytes;
            })
            // A redirect would carry code and secret to wherever it points.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                // The discovery client lives as long as the application, and follows changes of DNS all the same.
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
    }

    // The framework asks for one handler only, so the one that was registered before is called by ours.
    private static void WrapAuthorizationResultHandler(this IServiceCollection services)
    {
        var before = services.Last(service => service.ServiceType == typeof(IAuthorizationMiddlewareResultHandler));
        services.Remove(before);
        services.Add(ServiceDescriptor.Describe(
            typeof(IAuthorizationMiddlewareResultHandler),
            provider => ActivatorUtilities.CreateInstance<McpAuthorizationResultHandler>(provider, Create(provider, before)),
            before.Lifetime));
    }

    private static IAuthorizationMiddlewareResultHandler Create(IServiceProvider provider, ServiceDescriptor handler) =>
        (IAuthorizationMiddlewareResultHandler)(handler.ImplementationInstance
            ?? handler.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, handler.ImplementationType!));

    private static void DescribeProxy(McpResourceMetadataOptions resource, IOptions<McpOAuthProxyOptions> proxy)
    {
        var settings = proxy.Value;
        resource.PublicOrigin ??= settings.PublicOrigin;
        if (resource.AuthorizationServers.Count == 0)
            resource.AuthorizationServers.Add(settings.Issuer);
        if (resource.ScopesSupported.Count > 0)
            return;
        // A refresh token is the client's concern, not the resource's.
        foreach (var scope in settings.DefaultScopes.Union(settings.RequiredScopes).Where(scope => scope != OidcConstants.StandardScopes.OfflineAccess))
            resource.ScopesSupported.Add(scope);
    }
}
