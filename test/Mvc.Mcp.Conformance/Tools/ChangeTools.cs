using System.ComponentModel;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Conformance.Tools;

/// <summary>Changes what the server offers, for clients that listen for it.</summary>
[McpServerToolType]
public sealed class ChangeTools(IOptions<McpServerOptions> options)
{
    [McpServerTool(Name = "test_trigger_tool_change"), Description("Adds a tool, or takes it away again.")]
    public string ChangeToolList() => Toggle(
        options.Value.ToolCollection!, McpServerTool.Create(() => "", new() { Name = "test_dynamic_tool", Description = "Comes and goes." }));

    [McpServerTool(Name = "test_trigger_prompt_change"), Description("Adds a prompt, or takes it away again.")]
    public string ChangePromptList() => Toggle(
        options.Value.PromptCollection!, McpServerPrompt.Create(() => "", new() { Name = "test_dynamic_prompt", Description = "Comes and goes." }));

    private static string Toggle<T>(McpServerPrimitiveCollection<T> collection, T primitive)
        where T : IMcpServerPrimitive
    {
        if (collection.TryAdd(primitive))
            return "Added.";

        collection.TryGetPrimitive(primitive.Id, out var present);
        collection.Remove(present!);
        return "Removed.";
    }
}
