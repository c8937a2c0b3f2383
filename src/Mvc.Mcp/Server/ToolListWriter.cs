using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Server;

/// <summary>
/// Writes the tools of a list from JSON that is kept for each tool. The SDK serializes a result, parses that into a tree
/// and writes the tree, for every request, which for a long list of tools is by far the largest part of the work.
/// </summary>
/// <remarks>
/// The result goes through the SDK's serialization without its tools, and they join it as a tree when it is sent. Where
/// the application has a filter of its own on the list, that is to see them, and the SDK writes them.
/// </remarks>
internal sealed class ToolListWriter
{
    private const string ItemsKey = "Mvc.Mcp.Tools";

    // A tool of a catalog never changes: a new catalog has new ones.
    private readonly ConditionalWeakTable<Tool, Written> _kept = [];

    /// <summary>Takes the tools out of <paramref name="result"/> until it is sent.</summary>
    /// <param name="request">The request for the list.</param>
    /// <param name="result">The list as this caller sees it.</param>
    /// <param name="isKept">Whether a tool is a catalog's; another's owner may change it.</param>
    public void Take(MessageContext request, ListToolsResult result, Predicate<Tool> isKept)
    {
        if (request.Server.ServerOptions.Filters.Request.ListToolsFilters.Count > 1)
        {
            return;
        }

        var tools = new JsonNode?[result.Tools.Count];
        for (var i = 0; i < tools.Length; i++)
        {
            var tool = result.Tools[i];
            var written = isKept(tool) ? _kept.GetValue(tool, static tool => new Written(tool)) : new Written(tool);
            tools[i] = JsonObject.Create(written.Json);
        }

        request.Items[ItemsKey] = new JsonArray(tools);
        result.Tools = [];
    }

    /// <summary>The filter of outgoing messages that puts the tools back.</summary>
    public static McpMessageHandler Wrap(McpMessageHandler next) => (message, cancellationToken) =>
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
