using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Explorer;

/// <summary>An MCP endpoint of the application, and what it offers.</summary>
/// <param name="Route">The endpoint that takes the messages.</param>
/// <param name="Catalog">Its catalog.</param>
internal sealed record McpEndpoint(RouteEndpoint Route, IMcpCatalog Catalog)
{
    /// <summary>All that the application maps, in the order of their routes.</summary>
    public static IReadOnlyList<McpEndpoint> All(IServiceProvider services)
    {
        var ofApplication = services.GetRequiredService<IMcpCatalog>();
        return
        [
            .. services.GetRequiredService<EndpointDataSource>().Endpoints
                .OfType<RouteEndpoint>()
                .Where(TakesMessages)
                .OrderBy(endpoint => endpoint.RoutePattern.RawText, StringComparer.Ordinal)
                .Select(endpoint => new McpEndpoint(endpoint, endpoint.Metadata.GetMetadata<IMcpCatalog>() ?? ofApplication)),
        ];
    }

    // Every host of the SDK says of its endpoints that they answer with JSON-RPC errors; of those one takes POST.
    private static bool TakesMessages(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Any(response => response.Type == typeof(JsonRpcError)) &&
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") != false;
}
