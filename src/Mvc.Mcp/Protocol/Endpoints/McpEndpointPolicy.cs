using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.Extensions.DependencyInjection;

namespace Mvc.Mcp.Protocol.Endpoints;

/// <summary>
/// Puts our endpoints in the place of the official host's while routing builds its tables, so that no request pays for it
/// and everything behind routing, such as authorization, sees ours.
/// </summary>
/// <remarks>The services are looked up late: they want options that routing is needed for.</remarks>
internal sealed class McpEndpointPolicy(IServiceProvider services) : MatcherPolicy, INodeBuilderPolicy
{
    private static readonly string[] _unmappedMethods = [HttpMethods.Get, HttpMethods.Delete];

    /// <summary>Before every policy that looks at methods, hosts or content types.</summary>
    public override int Order => int.MinValue;

    /// <inheritdoc />
    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(endpoint => McpEndpoints.KindOf(endpoint) is not McpEndpointKind.None);

    /// <inheritdoc />
    public IReadOnlyList<PolicyNodeEdge> GetEdges(IReadOnlyList<Endpoint> endpoints)
    {
        var ours = services.GetRequiredService<McpEndpoints>();
        var replaced = new List<Endpoint>(endpoints.Count + 1);
        foreach (var endpoint in endpoints)
        {
            var kind = McpEndpoints.KindOf(endpoint);
            replaced.Add(kind is McpEndpointKind.None ? endpoint : ours.Front((RouteEndpoint)endpoint));
            if (kind is McpEndpointKind.Messages && !IsMapped((RouteEndpoint)endpoint, endpoints))
                replaced.Add(ours.NotAllowed((RouteEndpoint)endpoint));
        }

        return [new PolicyNodeEdge(nameof(McpEndpointPolicy), replaced)];
    }

    /// <inheritdoc />
    public PolicyJumpTable BuildJumpTable(int exitDestination, IReadOnlyList<PolicyJumpTableEdge> edges) => new OnlyWay(edges[0].Destination);

    // Another endpoint of the very same route would make the request ambiguous: it is the application's then.
    private static bool IsMapped(RouteEndpoint official, IReadOnlyList<Endpoint> endpoints) =>
        endpoints.OfType<RouteEndpoint>().Any(other =>
            other != official &&
            other.Order == official.Order &&
            other.RoutePattern.InboundPrecedence == official.RoutePattern.InboundPrecedence &&
            _unmappedMethods.Any(method => McpEndpoints.Accepts(other, method)));

    private sealed class OnlyWay(int destination) : PolicyJumpTable
    {
        public override int GetDestination(HttpContext httpContext) => destination;
    }
}
