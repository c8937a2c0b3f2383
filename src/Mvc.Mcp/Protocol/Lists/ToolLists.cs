using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Authorization;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Execution.Visibility;
using Mvc.Mcp.Protocol.Calls;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Protocol.Lists;

/// <summary>
/// Answers <c>tools/list</c> where the request came in, from JSON that is kept for each tool and without a server of the
/// SDK, as far as nothing of the application's looks at lists. Nothing is refused here: what is not in order, and whatever
/// only the SDK can say of a hand-written tool, is left to the official host.
/// </summary>
internal sealed class ToolLists(
    StatelessRequests stateless,
    CatalogProvider catalogs,
    IToolVisibility visibility,
    ListCacheFilter cache,
    IOptions<McpServerOptions> server,
    IOptions<HttpServerTransportOptions> transport)
{
    private bool? _isOurs;

    // Filters may be added until the first request; by then their list is complete.
    private bool IsOurs => _isOurs ??= LookAtOptions(server.Value);

    /// <summary>Answers <paramref name="message"/> if it asks for a list of tools that can be made here.</summary>
    /// <param name="http">The request that brought it.</param>
    /// <param name="message">A message whose parameters are of their kinds.</param>
    /// <param name="version">The protocol version that the header names, if any; it is one that is served.</param>
    /// <param name="endpoint">What the endpoint offers.</param>
    /// <returns>Whether it was answered.</returns>
    public async Task<bool> TryAnswerAsync(HttpContext http, JsonRpcMessage message, string? version, McpEndpointMetadata endpoint)
    {
        if (message is not JsonRpcRequest { Method: RequestMethods.ToolsList } request ||
            !ListPage.TryRead((string?)(request.Params as JsonObject)?["cursor"], out var page) ||
            !stateless.Include(http.Request, request, version) ||
            !IsOurs ||
            !StatelessRequests.TryDescribe(http, request, version))
        {
            return false;
        }

        var legacy = !ProtocolVersions.StandsAlone(version);
        var snapshot = endpoint.Catalog.Snapshot;
        var tools = ToolsOf(endpoint.Catalog, snapshot);
        if (snapshot.Options.Discovery == ToolDiscovery.Search || !tools.TrueForAll(tool => tool is ActionTool || IsPlain(tool, legacy)))
            return false;

        await using var answer = new AnswerStream(http, transport.Value.TimeProvider, errorsHaveStatus: false);
        var requestServer = new RequestServer(request.Context!, http.RequestServices, server.Value, Send, answer, writer: null);
        var view = visibility.Of(new RequestContext<ListToolsRequestParams>(requestServer, request, new()), http.RequestAborted);
        var listed = await VisibleAsync(view, tools, legacy);
        if (!page.IsWithin(listed.Count))
            return false;

        var result = new ListToolsResult();
        var cut = page.Cut(listed, snapshot.Options.ListPageSize, result);
        if (!legacy)
            await DescribeToAsync(result, snapshot.Options, view, http);
        using var written = new WrittenToolList(request.Id, result, cut);
        await answer.SendAnswerAsync(written.Memory, http.RequestAborted);
        return true;
    }

    private static Task Send(MessageContext sent, CancellationToken cancellationToken) =>
        ((RequestServer)sent.Server).WriteAsync(sent.JsonRpcMessage, cancellationToken);

    // The SDK shows some tools to clients of earlier versions in another form, and guarded ones not to everyone.
    private static bool IsPlain(McpServerTool tool, bool legacy) =>
        !(legacy && tool.ProtocolTool.OutputSchema is not null) && !ToolAuthorization.IsGuarded(tool.Metadata);

    // The collection has the tools of the default catalog, and the hand-written ones, which every endpoint offers.
    private List<McpServerTool> ToolsOf(EndpointCatalog catalog, CatalogSnapshot snapshot)
    {
        var common = catalogs.Collections.Tools.ToArray();
        return catalog == catalogs.Default ? [.. common] : [.. common.Where(tool => tool is not ActionTool), .. snapshot.ActionTools];
    }

    private static async ValueTask<List<Tool>> VisibleAsync(ICallerView view, List<McpServerTool> tools, bool legacy)
    {
        var visible = new List<Tool>(tools.Count);
        foreach (var tool in tools)
        {
            if (tool is not ActionTool action)
                visible.Add(tool.ProtocolTool);
            else if (await view.IsVisibleAsync(action.Definition))
                visible.Add(legacy ? action.Definition.LegacyTool : action.ProtocolTool);
        }

        return visible;
    }

    // What one caller may see is not for a shared cache to hand to another.
    private async ValueTask DescribeToAsync(ListToolsResult result, McpOptions options, ICallerView view, HttpContext http)
    {
        result.TimeToLive = options.ListCacheDuration;
        result.CacheScope = view.DependsOnCaller ? CacheScope.Private : await cache.ScopeOfAsync(server.Value, http);
        result.ResultType = "complete";
        result.Meta = new() { [MetaKeys.ServerInfo] = JsonSerializer.SerializeToNode(server.Value.ServerInfo!, JsonTypes.Of<Implementation>()) };
    }

    // The filters of the official host hide what is guarded, which is not listed here.
    private static bool LookAtOptions(McpServerOptions options) =>
        options.Handlers.ListToolsHandler is null &&
        KnownFilters.AreAll(options.Filters.Request.ListToolsFilters) &&
        KnownFilters.AreAll(options.Filters.Message.OutgoingFilters);
}
