using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Execution.Visibility;
using Mvc.Mcp.Protocol.Discovery;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Protocol.Lists;

/// <summary>
/// Makes the list of tools that this caller sees at this endpoint in this version of the protocol, and cuts it into pages.
/// </summary>
/// <remarks>
/// A tool is an action's or hand-written by its type, and an action's brings its own definition: whether the caller sees it
/// does not depend on which snapshot of a catalog is the newest by now.
/// </remarks>
internal sealed class ListToolsFilter(
    CatalogProvider catalogs, IToolVisibility visibility, IHttpContextAccessor accessor)
{
    public McpRequestHandler<ListToolsRequestParams, ListToolsResult> Wrap(
        McpRequestHandler<ListToolsRequestParams, ListToolsResult> next) => async (request, cancellationToken) =>
    {
        var catalog = catalogs.For(accessor.HttpContext);
        var snapshot = catalog.Snapshot;
        // A search looks at all of them, and what is listed beside it is cut by its own filter.
        var isWhole = snapshot.Options.Discovery == ToolDiscovery.Search;
        var page = isWhole ? default : ListPage.Take(request.Params, hasOtherPages: request.Server.ServerOptions.Handlers.ListToolsHandler is not null);
        var result = await next(request, cancellationToken);
        if (catalog != catalogs.Default)
        {
            UseToolsOf(snapshot, result);
        }

        if (VisibleTools.OnlyOf(request) is { } only)
        {
            result.Tools = [.. result.Tools.Where(tool => tool.Name == only)];
        }

        var legacy = !ProtocolVersion.AllowsAnyStructuredContent(ProtocolVersion.Of(request));
        var view = visibility.Of(request, cancellationToken);
        await KeepVisibleAsync(view, legacy, result);
        // What one caller may see is not for a shared cache to hand to another.
        result.CacheScope = view.DependsOnCaller ? CacheScope.Private : CacheScope.Public;
        if (!isWhole)
        {
            result.Tools = page.Cut(result.Tools, snapshot.Options.ListPageSize, result);
        }

        return result;
    };

    // The default catalog's tools are in the SDK's collection, so they are in every endpoint's list to begin with.
    private static void UseToolsOf(CatalogSnapshot snapshot, ListToolsResult result)
    {
        result.Tools = [
            .. result.Tools.Where(tool => ActionTool.Of(tool) is null),
            .. snapshot.ActionTools.Select(tool => tool.ProtocolTool)];
    }

    private static async ValueTask KeepVisibleAsync(ICallerView view, bool legacy, ListToolsResult result)
    {
        var visible = new List<Tool>(result.Tools.Count);
        foreach (var tool in result.Tools)
        {
            // Hand-written tools are guarded, and hidden, by the SDK.
            if (ActionTool.Of(tool) is not { } action)
            {
                visible.Add(tool);
            }
            else if (await view.IsVisibleAsync(action.Definition))
            {
                visible.Add(legacy ? action.Definition.LegacyTool : tool);
            }
        }

        result.Tools = visible;
    }
}
