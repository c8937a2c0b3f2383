using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Protocol.Lists;

/// <summary>Keeps the JSON of the tools that stand for actions. One of those never changes: a new snapshot of a catalog has new ones.</summary>
internal static class ToolJson
{
    private static readonly JsonTypeInfo<Tool> _toolType = JsonTypes.Of<Tool>();
    private static readonly ConditionalWeakTable<Tool, Written> _kept = [];

    /// <summary>The JSON of <paramref name="tool"/>. The owner of any other tool than an action's may change it, so that is written anew.</summary>
    public static JsonElement Of(Tool tool) =>
        (ActionTool.Of(tool) is null ? new Written(tool) : _kept.GetValue(tool, static tool => new Written(tool))).Json;

    private sealed class Written(Tool tool)
    {
        public JsonElement Json { get; } = JsonSerializer.SerializeToElement(tool, _toolType);
    }
}
