using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Execution.Visibility;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Protocol;

/// <summary>
/// Makes the list of tools that this caller sees at this endpoint in this protocol version of the protocol, and cuts it into pages.
/// </summary>
internal sealed class ListToolsFilter(
    CatalogProvider catalogs, IToolVisibility visibility, IHttpContextAccessor accessor)
{
    public McpRequestHandler<ListToolsRequestParams, ListToolsResult> Wrap(
        McpRequestHandler<ListToolsRequestParams, ListToolsResult> next) => async (request, cancellationToken) =>
    {
        var page = ListPage.Take(request.Params);
        var result = await next(request, cancellationToken);
        var context = accessor.HttpContext;
        var catalog = catalogs.For(context);
        if (catalog != catalogs.Default)
        {
            UseToolsOf(catalog, result);
        }

        var legacy = !ProtocolVersion.AllowsAnyStructuredContent(ProtocolVersion.Of(request));
        await KeepVisibleAsync(catalog, visibility.Of(request, cancellationToken), legacy, result);
        result.Tools = page.Cut(result.Tools, catalog.Contents.Options.ListPageSize, result);
        return result;
    };

    // The default catalog's tools are in the SDK's collection, so they are in every endpoint's list to begin with.
    private void UseToolsOf(EndpointCatalog catalog, ListToolsResult result)
    {
        result.Tools = [
            .. result.Tools.Where(tool => catalogs.Default.FindTool(tool.Name)?.ProtocolTool != tool),
            .. catalog.ActionTools.Select(tool => tool.ProtocolTool)];
    }

    // What one caller may see is not for a shared cache to hand to another; "private" is what the SDK says unless told otherwise.
    private static async ValueTask KeepVisibleAsync(EndpointCatalog catalog, ICallerView view, bool legacy, ListToolsResult result)
    {
        var visible = new List<Tool>(result.Tools.Count);
        foreach (var tool in result.Tools)
        {
            // Hand-written tools are guarded, and hidden, by the SDK.
            if (catalog.FindTool(tool.Name) is not { } ours || ours.ProtocolTool != tool)
            {
                visible.Add(tool);
            }
            else if (await view.IsVisibleAsync(ours.Definition))
            {
                visible.Add(legacy ? ours.Definition.LegacyTool : tool);
            }
        }

        result.Tools = visible;
    }
}
