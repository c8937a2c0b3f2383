using Microsoft.AspNetCore.Http;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Protocol.Guard;

namespace Mvc.Mcp.Protocol.Endpoints;

/// <summary>What stands before the official host's delegates.</summary>
internal sealed class EndpointFront(RequestGuard guard, PostFront posts)
{
    /// <summary>The delegate that takes the place of <paramref name="official"/>.</summary>
    /// <param name="official">The official host's.</param>
    /// <param name="kind">What it serves.</param>
    /// <param name="endpoint">What the endpoint offers.</param>
    public RequestDelegate Before(RequestDelegate official, McpEndpointKind kind, McpEndpointMetadata endpoint) => kind switch
    {
        McpEndpointKind.Messages => Guarded(endpoint, async http => SessionUserCheck.Check(http) ?? await posts.AnswerAsync(http, official, endpoint)),
        McpEndpointKind.LegacySse => Guarded(endpoint, async http => SessionUserCheck.CheckLegacy(http) ?? await PostFront.AnswerLegacyAsync(http, official)),
        _ => Guarded(endpoint, async http => SessionUserCheck.Check(http) ?? await PassAsync(http, official)),
    };

    /// <summary>The delegate that answers methods for which there is nothing.</summary>
    public RequestDelegate NotAllowed(McpEndpointMetadata endpoint) => Guarded(endpoint, static http =>
    {
        http.Response.Headers.Allow = HttpMethods.Post;
        return Task.FromResult<JsonRpcErrorResult?>(new(
            StatusCodes.Status405MethodNotAllowed,
            JsonRpcErrorResult.Refused,
            "Method Not Allowed: without sessions there is nothing to stream or to end. Send messages with POST."));
    });

    private static async Task<JsonRpcErrorResult?> PassAsync(HttpContext http, RequestDelegate official)
    {
        await official(http);
        return null;
    }

    private RequestDelegate Guarded(McpEndpointMetadata endpoint, Func<HttpContext, Task<JsonRpcErrorResult?>> answer) =>
        http => guard.ServeAsync(http, endpoint.Catalog.Snapshot, answer);
}
