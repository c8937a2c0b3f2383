using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Protocol.Lists;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Protocol.Discovery;

/// <summary>
/// Puts the search and the callers in the place of a list, where the endpoint offers that. It stands around all filters of the
/// application: by then the list is what the caller may see.
/// </summary>
internal sealed class SearchListFilter(CatalogProvider catalogs, IHttpContextAccessor accessor)
{
    public McpRequestHandler<ListToolsRequestParams, ListToolsResult> Wrap(
        McpRequestHandler<ListToolsRequestParams, ListToolsResult> next) => async (request, cancellationToken) =>
    {
        var snapshot = catalogs.For(accessor.HttpContext).Snapshot;
        if (snapshot.Options.Discovery != ToolDiscovery.Search)
            return await next(request, cancellationToken);
        var page = ListPage.Take(request.Params, hasOtherPages: request.Server.ServerOptions.Handlers.ListToolsHandler is not null);
        var result = await next(request, cancellationToken);
        result.Tools = page.Cut(Reduce(result.Tools), snapshot.Options.ListPageSize, result);
        return result;
    };

    private static List<Tool> Reduce(IList<Tool> visible)
    {
        var listed = new List<Tool>();
        var tags = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var tool in visible)
        {
            // What somebody wrote by hand is meant to be seen.
            var definition = ActionTool.Of(tool)?.Definition;
            if (definition is null or { Pinned: true })
                listed.Add(tool);
            foreach (var tag in definition?.Tags ?? [])
                tags[tag] = tags.GetValueOrDefault(tag) + 1;
        }

        return
        [
            .. SearchDefinitions.For(visible.Count, [.. tags.Select(tag => (tag.Key, tag.Value)).OrderByDescending(tag => tag.Value).ThenBy(tag => tag.Key, StringComparer.Ordinal)]),
            .. listed,
        ];
    }
}
