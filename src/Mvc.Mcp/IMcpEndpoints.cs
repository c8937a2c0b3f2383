using Microsoft.AspNetCore.Routing;

namespace Mvc.Mcp;

/// <summary>The endpoints of the application that speak MCP. A singleton service of the application.</summary>
public interface IMcpEndpoints
{
    /// <summary>
    /// Those that <c>MapMcp()</c> has mapped to take messages, as they are at the moment; each has an
    /// <see cref="IMcpEndpointMetadata"/> in its metadata.
    /// </summary>
    IReadOnlyList<RouteEndpoint> Endpoints { get; }
}
