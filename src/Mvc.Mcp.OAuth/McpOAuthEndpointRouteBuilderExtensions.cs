using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Cors;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Callback;
using Mvc.Mcp.OAuth.Proxy.Consent;
using Mvc.Mcp.OAuth.Proxy.Introspection;
using Mvc.Mcp.OAuth.Proxy.Metadata;
using Mvc.Mcp.OAuth.Proxy.Registration;
using Mvc.Mcp.OAuth.Proxy.Revocation;
using Mvc.Mcp.OAuth.Proxy.SignIn;
using Mvc.Mcp.OAuth.Proxy.Token;
using Mvc.Mcp.OAuth.Proxy;
using Mvc.Mcp.OAuth.Resource;
using Mvc.Mcp.OAuth;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the OAuth proxy, or the resource metadata alone.</summary>
public static class McpOAuthEndpointRouteBuilderExtensions
{
    private const string OpenIdPath = "/.well-known/openid-configuration";

    /// <summary>
    /// Maps the proxy's endpoints, its authorization server metadata, and the metadata of every mapped MCP endpoint. All
    /// of them are open to anonymous callers. CORS, host and rate limits are the application's: the pages of the user are
    /// left out of any CORS policy.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <returns>A builder for conventions of all of these endpoints.</returns>
    /// <exception cref="InvalidOperationException"><c>AddMcpOAuthProxy</c> was not called.</exception>
    public static IEndpointConventionBuilder MapMcpOAuthProxy(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        if (services.GetService<TokenEndpoint>() is null)
            throw new InvalidOperationException("The OAuth proxy is not registered: call builder.Services.AddMcpOAuthProxy(...).");
        var options = services.GetRequiredService<IOptions<McpOAuthProxyOptions>>().Value;
        var all = endpoints.MapGroup("");
        all.AllowAnonymous().ExcludeFromDescription();
        all.MapMcpResourceMetadata();
        var metadata = services.GetRequiredService<AuthorizationServerMetadataEndpoint>();
        all.MapGet(options.MetadataPath, metadata.HandleAsync);
        if (options.PublicPathBase.Length > 0)
        {
            // At the root of the host, where an issuer's path stands at the end (RFC 8414 section 3.1); and below the path
            // base, in the form that clients ask for there, for an application that sees nothing of the root.
            all.MapGet(options.MetadataPath + options.PublicPathBase, metadata.HandleAsync);
            all.MapGet(OpenIdPath, metadata.HandleOpenIdAsync);
        }
        if (options.Metadata is null)
            MapEndpoints(all.MapGroup(options.PathPrefix), services, options);
        return all;
    }

    /// <summary>Maps the protected resource metadata (RFC 9728) of every mapped MCP endpoint, open to anonymous callers.</summary>
    /// <param name="endpoints">The application.</param>
    /// <returns>A builder for conventions of the endpoint.</returns>
    /// <exception cref="InvalidOperationException"><c>AddMcpResourceMetadata</c> was not called.</exception>
    public static IEndpointConventionBuilder MapMcpResourceMetadata(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var endpoint = endpoints.ServiceProvider.GetService<ResourceMetadataEndpoint>()
            ?? throw new InvalidOperationException("The resource metadata is not registered: call builder.Services.AddMcpResourceMetadata(...).");
        return endpoints
            .MapGet($"{McpResources.WellKnownPath}/{{**{ResourceMetadataEndpoint.PathParameter}}}", endpoint.HandleAsync)
            .WithMetadata(endpoint, new AllowAnonymousAttribute())
            // None of the application's operations: it has no place in its Swagger document, nor among its tools.
            .ExcludeFromDescription();
    }

    private static void MapEndpoints(RouteGroupBuilder proxy, IServiceProvider services, McpOAuthProxyOptions options)
    {
        proxy.MapPost(ProxyPaths.Register, services.GetRequiredService<RegistrationEndpoint>().HandleAsync);
        proxy.MapPost(ProxyPaths.Token, services.GetRequiredService<TokenEndpoint>().HandleAsync);
        proxy.MapPost(ProxyPaths.Revoke, services.GetRequiredService<RevocationEndpoint>().HandleAsync);
        if (options.IntrospectionClients.Count > 0)
            proxy.MapPost(ProxyPaths.Introspect, services.GetRequiredService<IntrospectionEndpoint>().HandleAsync);
        if (options.PublicPathBase.Length > 0)
            proxy.MapGet(ProxyPaths.Keys, AuthorizationServerMetadataEndpoint.HandleKeysAsync);
        var browser = proxy.MapGroup("");
        browser.MapGet(ProxyPaths.Authorize, services.GetRequiredService<AuthorizeEndpoint>().HandleAsync);
        browser.MapPost(ProxyPaths.Consent, services.GetRequiredService<ConsentEndpoint>().HandleAsync);
        if (options.SignInScheme is null)
            browser.MapGet(ProxyPaths.Callback, services.GetRequiredService<CallbackEndpoint>().HandleAsync);
        else
            browser.MapGet(ProxyPaths.SignIn, services.GetRequiredService<SchemeSignIn>().HandleAsync);
        ((IEndpointConventionBuilder)browser).Finally(DisableCors);
    }

    // No script of another origin reads the pages or follows the redirects. Only an endpoint with a policy gets this:
    // without one it would ask for middleware that the application may not have.
    private static void DisableCors(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<ICorsMetadata>().Any())
            endpoint.Metadata.Add(new DisableCorsAttribute());
    }
}
