using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Catalog.Advice;

/// <summary>Finds the tools that say nothing to a model but their route.</summary>
internal static class UndescribedTools
{
    private const int MostNamed = 5;

    /// <summary>The warning, where an application's own tools have no description.</summary>
    public static IEnumerable<string> Warnings(IReadOnlyList<ToolDefinition> tools)
    {
        // Somebody else's document says what it says.
        ToolDefinition[] own = [.. tools.Where(tool => !tool.Operation.IsForeign)];
        string[] silent = [.. own.Where(tool => OperationText.IsSilent(tool.Operation, tool.Tool.Description)).Select(tool => tool.Tool.Name)];
        if (silent.Length == 0)
            yield break;
        yield return
            $"{silent.Length} of {own.Length} tools have no description: {string.Join(", ", silent.Take(MostNamed))}{(silent.Length > MostNamed ? ", …" : "")}. " +
            "A model knows them by name and route alone. Write XML comments (<GenerateDocumentationFile>true</GenerateDocumentationFile>), [EndpointSummary] " +
            "or [McpTool(Description = \"…\")].";
    }
}
