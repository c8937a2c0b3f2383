using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mvc.Mcp.Explorer;

/// <summary>An MCP endpoint of the application, and what it offers.</summary>
/// <param name="Route">The endpoint that takes the messages.</param>
/// <param name="Catalog">Its catalog.</param>
internal sealed record McpEndpoint(RouteEndpoint Route, IMcpCatalog Catalog)
{
    /// <summary>All that the application maps, in the order of their routes.</summary>
    public static IEnumerable<McpEndpoint> All(IServiceProvider services) =>
        from endpoint in services.GetRequiredService<IMcpEndpoints>().Endpoints
        orderby endpoint.RoutePattern.RawText
        select new McpEndpoint(endpoint, endpoint.Metadata.GetRequiredMetadata<IMcpEndpointMetadata>().Catalog);
}
