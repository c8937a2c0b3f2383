using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Protocol;

/// <summary>
/// Writes the tools of a list from JSON that is kept for each tool. The SDK serializes a result, parses that into a tree
/// and writes the tree, for every request, which for a long list of tools is by far the largest part of the work.
/// </summary>
/// <remarks>
/// The result goes through the SDK's serialization without its tools, and they join it as a tree when it is sent. They are
/// taken out by the outermost filter of lists, when every other has seen them; where an application has put one around it,
/// that is to see them too, and the SDK writes them.
/// </remarks>
internal sealed class ToolListWriter
{
    private const string ItemsKey = "Mvc.Mcp.Tools";

    // A tool of a catalog never changes: a new catalog has new ones.
    private readonly ConditionalWeakTable<Tool, Written> _kept = [];

    /// <summary>The filter that takes the tools out of a list until it is sent; it must be the first.</summary>
    public McpRequestHandler<ListToolsRequestParams, ListToolsResult> WrapList(
        McpRequestHandler<ListToolsRequestParams, ListToolsResult> next) => async (request, cancellationToken) =>
    {
        var result = await next(request, cancellationToken);
        if (request.Server.ServerOptions.Filters.Request.ListToolsFilters[0] == WrapList)
        {
            Take(request, result);
        }

        return result;
    };

    private void Take(MessageContext request, ListToolsResult result)
    {
        var tools = new JsonNode?[result.Tools.Count];
        for (var i = 0; i < tools.Length; i++)
        {
            var tool = result.Tools[i];
            // The owner of any other tool may change it.
            var written = ActionTool.Of(tool) is not null ? _kept.GetValue(tool, static tool => new Written(tool)) : new Written(tool);
            tools[i] = JsonObject.Create(written.Json);
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

    private sealed class Written(Tool tool)
    {
        public JsonElement Json { get; } = JsonSerializer.SerializeToElement(tool, McpJsonUtilities.DefaultOptions);
    }
}
