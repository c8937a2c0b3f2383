using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp;
using Mvc.Mcp.Catalog;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps MCP endpoints that differ in what they offer.</summary>
public static class McpMvcEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps an MCP endpoint with tools of its own: those that the options of <c>AddMcp</c>, changed by
    /// <paramref name="configure"/>, give.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route of the endpoint, such as <c>/mcp/admin</c>.</param>
    /// <param name="configure">Changes the options for this endpoint only.</param>
    /// <returns>What <c>MapMcp(pattern)</c> returns: <c>RequireAuthorization()</c>, <c>RequireHost()</c> and the like apply.</returns>
    /// <exception cref="InvalidOperationException"><c>AddMcp()</c> was not called.</exception>
    /// <example>
    /// <code>
    /// app.MapMcp("/mcp", o => o.ExcludeTags.Add("admin"));
    /// app.MapMcp("/mcp/admin", o => o.IncludeTags.Add("admin")).RequireAuthorization("admin");
    /// </code>
    /// </example>
    public static IEndpointConventionBuilder MapMcp(
        this IEndpointRouteBuilder endpoints, string pattern, Action<McpOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(configure);
        var catalogs = endpoints.ServiceProvider.GetService<CatalogProvider>()
            ?? throw new InvalidOperationException("MapMcp was called, but AddMcp was not. Add builder.Services.AddControllers().AddMcp().");
        var catalog = catalogs.AddEndpoint(configure);
        return endpoints.MapMcp(pattern).WithMetadata(new McpEndpointMetadata(catalogs, catalog));
    }
}
