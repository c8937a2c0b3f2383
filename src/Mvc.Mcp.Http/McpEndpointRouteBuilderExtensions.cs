using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.AspNetCore.LegacySse;
using ModelContextProtocol.Protocol;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoint that MCP clients talk to.</summary>
public static class McpEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the Streamable HTTP endpoint of the application's MCP server.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The route of the endpoint, such as <c>/mcp</c>; the root if empty.</param>
    /// <returns>A builder for conventions such as <c>RequireAuthorization()</c>, <c>RequireHost()</c> or <c>RequireCors()</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// <see cref="HttpMcpServerBuilderExtensions.WithHttpTransport"/> was not called, or the transport's options contradict each other.
    /// </exception>
    /// <remarks>
    /// See the specification's page "Transports" for
    /// <see href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http">the newest</see> and
    /// <see href="https://modelcontextprotocol.io/specification/2025-11-25/basic/transports">the earlier</see> revisions.
    /// </remarks>
    public static IEndpointConventionBuilder MapMcp(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "")
    {
        ArgumentNullException.ThrowIfNull(endpoints);

        var endpoint = endpoints.ServiceProvider.GetService<StreamableHttpEndpoint>()
            ?? throw new InvalidOperationException(
                "MapMcp() found no HTTP transport. Call services.AddMcpServer().WithHttpTransport() before the application is built.");

        var group = endpoints.MapGroup(pattern).ExcludeFromDescription();
        // Also tells whoever looks at the endpoints which of them speak MCP.
        group.WithMetadata(new ProducesResponseTypeMetadata(
            StatusCodes.Status404NotFound, typeof(JsonRpcError), ["application/json"]));
        group.MapPost("", endpoint.PostAsync).WithDisplayName("MCP Streamable HTTP");
        // Mapped without sessions as well: their 405 must not become the page of a fallback route.
        group.MapGet("", endpoint.GetAsync).WithDisplayName("MCP Streamable HTTP stream");
        group.MapDelete("", endpoint.DeleteAsync).WithDisplayName("MCP Streamable HTTP session");

#pragma warning disable MCP9004 // Offered because somebody asked for it.
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<HttpServerTransportOptions>>().Value;
        if (options.EnableLegacySse)
#pragma warning restore MCP9004
            MapLegacySse(group, options, endpoints.ServiceProvider.GetRequiredService<LegacySseEndpoint>());

        return group;
    }

    private static void MapLegacySse(RouteGroupBuilder group, HttpServerTransportOptions options, LegacySseEndpoint endpoint)
    {
        if (options.SessionMode is HttpServerSessionMode.Stateless)
        {
            throw new InvalidOperationException(
                "HttpServerTransportOptions.EnableLegacySse needs sessions, and SessionMode is Stateless. " +
                "Set SessionMode to StatefulForInitializeClients, or leave EnableLegacySse off.");
        }

        group.MapGet("/sse", endpoint.StreamAsync).WithDisplayName("MCP HTTP with SSE stream");
        group.MapPost("/message", endpoint.PostAsync).WithDisplayName("MCP HTTP with SSE message");
    }
}
