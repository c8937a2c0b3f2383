using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Protocol;

/// <summary>
/// Sees to it that an endpoint with options of its own calls the tools of its own catalog, and none of another's: what an
/// endpoint does not list it does not call either.
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

        return next(request, cancellationToken);
    };
}
