using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Protocol.Lists;

namespace Mvc.Mcp.Protocol.Discovery;

/// <summary>
/// Finds what <c>tools/list</c> would give a caller if it listed everything. It asks the very filters that make the list, those of
/// the application among them: whatever they hide or change, a search hides and shows changed.
/// </summary>
internal static class VisibleTools
{
    private const string OnlyKey = "Mvc.Mcp.OnlyTool";

    /// <summary>All that the caller of <paramref name="request"/> sees.</summary>
    public static ValueTask<IList<Tool>> OfAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken) =>
        ListAsync(request, only: null, cancellationToken);

    /// <summary>The tool of that name, if the caller sees it.</summary>
    public static async ValueTask<Tool?> FindAsync(RequestContext<CallToolRequestParams> request, string name, CancellationToken cancellationToken) =>
        (await ListAsync(request, name, cancellationToken)).FirstOrDefault(tool => tool.Name == name);

    /// <summary>The name of the one tool that the list of <paramref name="request"/> is about; null where it is about all.</summary>
    public static string? OnlyOf(MessageContext request) => request.Items.TryGetValue(OnlyKey, out var only) ? only as string : null;

    private static async ValueTask<IList<Tool>> ListAsync(
        RequestContext<CallToolRequestParams> request, string? only, CancellationToken cancellationToken)
    {
        McpRequestHandler<ListToolsRequestParams, ListToolsResult> list = ListCollectionAsync;
        foreach (var filter in request.Server.ServerOptions.Filters.Request.ListToolsFilters.Reverse())
        {
            // What writes the list, or cuts it down to a search, is not about what a caller sees.
            if (filter.Target is not (ListCacheFilter or SearchListFilter) && filter.Method.DeclaringType != typeof(ToolListWriter))
                list = filter(list);
        }

        var message = new JsonRpcRequest { Id = request.JsonRpcRequest.Id, Method = RequestMethods.ToolsList, Context = request.JsonRpcRequest.Context };
        var context = new RequestContext<ListToolsRequestParams>(request.Server, message, new ListToolsRequestParams())
        {
            Services = request.Services,
            User = request.User,
        };
        // The SDK keeps these with the message, which the call goes on to answer.
        context.Items[OnlyKey] = only;
        try
        {
            return (await list(context, cancellationToken)).Tools;
        }
        finally
        {
            context.Items.Remove(OnlyKey);
        }
    }

    // As the SDK's own handler does.
    private static async ValueTask<ListToolsResult> ListCollectionAsync(
        RequestContext<ListToolsRequestParams> request, CancellationToken cancellationToken)
    {
        var options = request.Server.ServerOptions;
        var result = options.Handlers.ListToolsHandler is { } handler ? await handler(request, cancellationToken) : new ListToolsResult();
        var only = OnlyOf(request);
        foreach (var tool in options.ToolCollection ?? [])
        {
            if (only is null || tool.ProtocolTool.Name == only)
                result.Tools.Add(tool.ProtocolTool);
        }

        return result;
    }
}
