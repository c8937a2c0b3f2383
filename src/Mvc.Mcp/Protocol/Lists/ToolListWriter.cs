using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Protocol.Lists;

/// <summary>
/// Writes the tools of a list from JSON that is kept for each tool. The SDK serializes a result, parses that into a tree
/// and writes the tree, for every request, which for a long list of tools is by far the largest part of the work.
/// </summary>
/// <remarks>
/// The result goes through the SDK's serialization without its tools, and they join it as a tree when it is sent. They are
/// taken out by the outermost filter of lists, when every other has seen them; where an application has put one around it,
/// that is to see them too, and the SDK writes them.
/// </remarks>
internal static class ToolListWriter
{
    private const string ItemsKey = "Mvc.Mcp.Tools";

    /// <summary>The filter that takes the tools out of a list until it is sent; it must be the first.</summary>
    public static McpRequestHandler<ListToolsRequestParams, ListToolsResult> WrapList(
        McpRequestHandler<ListToolsRequestParams, ListToolsResult> next) => async (request, cancellationToken) =>
    {
        var result = await next(request, cancellationToken);
        if (request.Server.ServerOptions.Filters.Request.ListToolsFilters[0] == WrapList)
        {
            Take(request, result);
        }

        return result;
    };

    private static void Take(MessageContext request, ListToolsResult result)
    {
        var tools = new JsonNode?[result.Tools.Count];
        for (var i = 0; i < tools.Length; i++)
        {
            tools[i] = JsonObject.Create(ToolJson.Of(result.Tools[i]));
        }

        request.Items[ItemsKey] = new JsonArray(tools);
        result.Tools = [];
    }

    /// <summary>The filter of outgoing messages that puts the tools back.</summary>
    public static McpMessageHandler WrapMessage(McpMessageHandler next) => (message, cancellationToken) =>
    {
        if (message.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result } &&
            message.Items.Remove(ItemsKey, out var tools))
        {
            result["tools"] = (JsonArray?)tools;
        }

        return next(message, cancellationToken);
    };
}
