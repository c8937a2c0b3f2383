using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Protocol.Discovery;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Protocol;

/// <summary>
/// Sees to it that an endpoint with options of its own calls the tools of its own catalog, and none of another's: what an
/// endpoint does not list it does not call either. Who names none is told the nearest that they see.
/// </summary>
internal sealed class CallToolFilter(CatalogProvider catalogs, IHttpContextAccessor accessor)
{
    public McpRequestHandler<CallToolRequestParams, CallToolResult> Wrap(
        McpRequestHandler<CallToolRequestParams, CallToolResult> next) => (request, cancellationToken) =>
    {
        var catalog = catalogs.For(accessor.HttpContext);
        if (catalog != catalogs.Default && request.MatchedPrimitive is ActionTool or null)
        {
            request.MatchedPrimitive = catalog.FindTool(request.Params.Name);
        }

        return request.MatchedPrimitive is null && !HasOthers(request.Server.ServerOptions)
            ? RefuseAsync(request, cancellationToken)
            : next(request, cancellationToken);
    };

#pragma warning disable MCPEXP002 // Named only to leave those who use it to the SDK.
    private static bool HasOthers(McpServerOptions options) =>
        options.Handlers.CallToolHandler is not null || options.Handlers.CallToolWithAlternateHandler is not null;
#pragma warning restore MCPEXP002

    // In the words and with the code of the SDK, which does not know what the caller may have meant.
    private static async ValueTask<CallToolResult> RefuseAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken) =>
        throw new McpProtocolException(
            $"Unknown tool: {await UnknownTool.SentenceAsync(request, request.Params.Name, cancellationToken)}", McpErrorCode.InvalidParams);
}
