using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Catalog;

namespace Mvc.Mcp.Protocol.Endpoints;

/// <summary>
/// Recognises the endpoints that the official <c>MapMcp</c> has mapped, and makes of each one of ours: the same route and
/// metadata, with what it offers beside them, and the front before its delegate.
/// </summary>
internal sealed class McpEndpoints(
    EndpointDataSource mapped, CatalogProvider catalogs, EndpointFront front, IOptions<HttpServerTransportOptions> transport) : IMcpEndpoints
{
    private readonly ConditionalWeakTable<RouteEndpoint, RouteEndpoint> _fronted = [];
    private readonly ConditionalWeakTable<RouteEndpoint, RouteEndpoint> _notAllowed = [];

    /// <inheritdoc />
    public IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. mapped.Endpoints.OfType<RouteEndpoint>().Where(endpoint => KindOf(endpoint) is McpEndpointKind.Messages).Select(Front)];

    /// <summary>What <paramref name="endpoint"/> is to the official host.</summary>
    public static McpEndpointKind KindOf(Endpoint endpoint)
    {
        if (endpoint is not RouteEndpoint route)
            return McpEndpointKind.None;

        // Streamable HTTP declares its errors, whatever conventions have made of its delegate.
        if (route.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Any(response => response.Type == typeof(JsonRpcError)))
            return Accepts(route, HttpMethods.Post) ? McpEndpointKind.Messages : McpEndpointKind.Session;

        if (route.RequestDelegate?.Target?.GetType().Assembly != typeof(HttpServerTransportOptions).Assembly)
            return McpEndpointKind.None;

        return route.RoutePattern.PathSegments is [.., { Parts: [RoutePatternLiteralPart { Content: "sse" or "message" }] }]
            ? McpEndpointKind.LegacySse
            : McpEndpointKind.Unknown;
    }

    /// <summary>Whether <paramref name="endpoint"/> answers requests of <paramref name="method"/>.</summary>
    public static bool Accepts(Endpoint endpoint, string method) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods: { Count: > 0 } methods } ||
        methods.Contains(method, StringComparer.OrdinalIgnoreCase);

    /// <summary>The endpoint that takes the place of <paramref name="official"/>; always the same one.</summary>
    public RouteEndpoint Front(RouteEndpoint official) => _fronted.GetValue(official, MakeFront);

    /// <summary>
    /// The endpoint that answers GET and DELETE where the official host has mapped nothing for them: without it they would
    /// reach the application's fallback, and clients would take its page for an answer.
    /// </summary>
    public RouteEndpoint NotAllowed(RouteEndpoint official) => _notAllowed.GetValue(official, MakeNotAllowed);

    /// <summary>Stops the start where an endpoint of the official host would be served without the front, or a call for another request than its own.</summary>
    /// <exception cref="InvalidOperationException">There is one.</exception>
    public void Check()
    {
#pragma warning disable MCP9006 // Named only to say that it cannot be.
        if (transport.Value.PerSessionExecutionContext)
#pragma warning restore MCP9006
        {
            throw new InvalidOperationException(
                "HttpServerTransportOptions.PerSessionExecutionContext shows every call of a session the request that began it, so actions would run " +
                "for that request's user. Leave it off.");
        }

        CheckPatterns();
        if (mapped.Endpoints.FirstOrDefault(endpoint => KindOf(endpoint) is McpEndpointKind.Unknown) is not { } unknown)
            return;

        throw new InvalidOperationException(
            $"The endpoint '{unknown.DisplayName}' belongs to ModelContextProtocol.AspNetCore and is not as MapMcp() maps it, so it would be " +
            "served without the checks of Mvc.Mcp. Map it with MapMcp(), and use the version of ModelContextProtocol.AspNetCore that Mvc.Mcp asks for.");
    }

    // Routing finds two of one pattern alike, and answers every request with 500.
    private void CheckPatterns()
    {
        var twice = mapped.Endpoints.OfType<RouteEndpoint>().Where(endpoint => KindOf(endpoint) is McpEndpointKind.Messages)
            .GroupBy(endpoint => (PatternOf(endpoint), endpoint.Order, HostsOf(endpoint)))
            .FirstOrDefault(same => same.Count() > 1);
        if (twice is null)
            return;
        throw new InvalidOperationException(
            $"MapMcp(\"{AddressOf(twice.First())}\") was called {twice.Count()} times, and routing could not choose between them. Map each endpoint at a " +
            "pattern of its own, such as \"/mcp/admin\", or for a host of its own with RequireHost().");
    }

    /// <summary>Where an endpoint is, as the log names it.</summary>
    public static string AddressOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.Trim('/');

    private static string PatternOf(RouteEndpoint endpoint) => string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(
        segment.Parts.Select(part => part is RoutePatternLiteralPart literal ? literal.Content.ToUpperInvariant() : "{}"))));

    private static string HostsOf(RouteEndpoint endpoint) =>
        string.Join(',', (endpoint.Metadata.GetMetadata<IHostMetadata>()?.Hosts ?? []).Order(StringComparer.OrdinalIgnoreCase)).ToUpperInvariant();

    private RouteEndpoint MakeFront(RouteEndpoint official)
    {
        var kind = KindOf(official);
        var metadata = MetadataOf(official);
        return new(
            front.Before(official.RequestDelegate!, kind, metadata),
            official.RoutePattern,
            official.Order,
            new EndpointMetadataCollection([.. official.Metadata, .. Added(official, metadata)]),
            official.DisplayName);
    }

    private RouteEndpoint MakeNotAllowed(RouteEndpoint official)
    {
        var metadata = MetadataOf(official);
        return new(
            front.NotAllowed(metadata),
            official.RoutePattern,
            official.Order,
            new EndpointMetadataCollection([
                .. official.Metadata.Where(item => item is not (IHttpMethodMetadata or IAcceptsMetadata or IProducesResponseTypeMetadata)),
                .. Added(official, metadata),
                new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Delete])]),
            official.DisplayName);
    }

    private McpEndpointMetadata MetadataOf(RouteEndpoint official) =>
        official.Metadata.GetMetadata<McpEndpointMetadata>() ?? new(catalogs, catalogs.Default);

    private static IEnumerable<object> Added(RouteEndpoint official, McpEndpointMetadata metadata)
    {
        if (official.Metadata.GetMetadata<IMcpEndpointMetadata>() is null)
            yield return metadata;
        yield return AnswersChallenges.Instance;
    }

    /// <summary>No client of MCP has a use for the page to sign in: a challenge is answered with 401.</summary>
    private sealed class AnswersChallenges : IDisableCookieRedirectMetadata
    {
        public static readonly AnswersChallenges Instance = new();
    }
}
