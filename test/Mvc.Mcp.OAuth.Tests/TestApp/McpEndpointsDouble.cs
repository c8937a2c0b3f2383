using Microsoft.AspNetCore.Routing;

namespace Mvc.Mcp.OAuth.Tests.TestApp;

/// <summary>The MCP endpoints of an application that maps doubles of them.</summary>
internal sealed class McpEndpointsDouble(EndpointDataSource mapped) : IMcpEndpoints
{
    public IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. mapped.Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<IMcpEndpointMetadata>() is not null)];
}
