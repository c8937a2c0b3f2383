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
using Mvc.Mcp.OAuth.Proxy.Metadata;
using Mvc.Mcp.OAuth.Proxy.Registration;
using Mvc.Mcp.OAuth.Proxy.Token;
using Mvc.Mcp.OAuth.Proxy;
using Mvc.Mcp.OAuth.Resource;
using Mvc.Mcp.OAuth;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the OAuth proxy, or the resource metadata alone.</summary>
public static class McpOAuthEndpointRouteBuilderExtensions
{
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
        all.MapGet(options.MetadataPath, services.GetRequiredService<AuthorizationServerMetadataEndpoint>().HandleAsync);
        if (options.Metadata is null)
            MapEndpoints(all.MapGroup(options.PathPrefix), services);
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

    private static void MapEndpoints(RouteGroupBuilder proxy, IServiceProvider services)
    {
        proxy.MapPost(ProxyPaths.Register, services.GetRequiredService<RegistrationEndpoint>().HandleAsync);
        proxy.MapPost(ProxyPaths.Token, services.GetRequiredService<TokenEndpoint>().HandleAsync);
        var browser = proxy.MapGroup("");
        browser.MapGet(ProxyPaths.Authorize, services.GetRequiredService<AuthorizeEndpoint>().HandleAsync);
        browser.MapPost(ProxyPaths.Consent, services.GetRequiredService<ConsentEndpoint>().HandleAsync);
        browser.MapGet(ProxyPaths.Callback, services.GetRequiredService<CallbackEndpoint>().HandleAsync);
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
