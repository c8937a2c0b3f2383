using Mvc.Mcp.Schemas;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Catalog;

/// <summary>Looks after <see cref="McpOptions.Pinned"/>.</summary>
internal static class PinnedNames
{
    /// <summary>A warning for each name that is no tool's.</summary>
    public static IEnumerable<string> Warnings(McpOptions options, IReadOnlyList<ToolDefinition> tools)
    {
        string[] known = [.. tools.Select(tool => tool.Tool.Name)];
        return options.Pinned.Except(known, StringComparer.Ordinal).Select(name =>
            $"McpOptions.{nameof(McpOptions.Pinned)} names '{name}', but there is no such tool.{NearNames.Question(name, known)}");
    }
}
