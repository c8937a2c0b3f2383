using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Catalog.Search;
using Mvc.Mcp.Results;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Protocol.Discovery;

/// <summary>
/// Turns a call of <c>call_tool</c> into the call of the tool it names, before any other filter: what guards, counts, confirms or
/// observes a direct call has no way to tell that it was none.
/// </summary>
internal sealed class SearchCallFilter(CatalogProvider catalogs, SearchTool search, IHttpContextAccessor accessor)
{
    public McpRequestHandler<CallToolRequestParams, CallToolResult> Wrap(
        McpRequestHandler<CallToolRequestParams, CallToolResult> next) => async (request, cancellationToken) =>
    {
        if (!SearchNames.All.Contains(request.Params.Name, StringComparer.Ordinal))
            return await next(request, cancellationToken);
        var snapshot = catalogs.For(accessor.HttpContext).Snapshot;
        if (snapshot.Options.Discovery != ToolDiscovery.Search)
            return await next(request, cancellationToken);
        if (request.Params.Name == SearchNames.Search)
            request.MatchedPrimitive = search;
        else if (await RedirectAsync(request, snapshot, cancellationToken) is { } refusal)
            return refusal;
        return await next(request, cancellationToken);
    };

    private static async ValueTask<CallToolResult?> RedirectAsync(
        RequestContext<CallToolRequestParams> request, CatalogSnapshot snapshot, CancellationToken cancellationToken)
    {
        var call = request.Params;
        if (!SearchArguments.TryReadCall(call.Arguments, out var name, out var arguments, out var fault))
            return ErrorResult.Of(fault);
        // One that is hidden and one that is not there get the same answer.
        if (await VisibleTools.FindAsync(request, name, cancellationToken) is not { } tool)
            return ErrorResult.Of($"There is no tool {await UnknownTool.SentenceAsync(request, name, cancellationToken)} Find tools with {SearchNames.Search}.");
        if (call.Name == SearchNames.CallRead && !VerbAnnotations.IsReadOnly(tool.Annotations))
            return ErrorResult.Of($"'{name}' does not only read. Call it with {SearchNames.Call}.");
        request.Params = new CallToolRequestParams
        {
            Name = name,
            Arguments = arguments,
            Meta = call.Meta,
            InputResponses = call.InputResponses,
            RequestState = call.RequestState,
        };
        request.MatchedPrimitive = Find(request, snapshot, tool);
        return null;
    }

    private static McpServerTool? Find(RequestContext<CallToolRequestParams> request, CatalogSnapshot snapshot, Tool tool) =>
        ActionTool.Of(tool) is not null
            ? snapshot.FindTool(tool.Name)
            : request.Server.ServerOptions.ToolCollection?.TryGetPrimitive(tool.Name, out var handWritten) == true ? handWritten : null;
}
