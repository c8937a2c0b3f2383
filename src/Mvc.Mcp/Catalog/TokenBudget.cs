using System.Globalization;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Catalog;

/// <summary>Warns of a list that fills a model's context before it has read a word of its user.</summary>
internal static class TokenBudget
{
    private const int Most = 50_000;
    private const int MostNamed = 5;

    /// <summary>The warning, where the tools that are listed take more than that.</summary>
    public static IEnumerable<string> Warnings(McpOptions options, IReadOnlyList<ToolDefinition> tools)
    {
        ToolDefinition[] listed = [.. tools.Where(tool => options.Discovery == ToolDiscovery.List || tool.Pinned)];
        // A token is at least a character, so most lists need not be counted.
        if (listed.Sum(tool => tool.Tool.InputSchema.GetRawText().Length + (tool.Tool.Description?.Length ?? 0)) <= Most)
            yield break;
        var sizes = listed.Select(tool => (tool.Tool.Name, Tokens: McpTokenEstimate.Visible(tool.Tool))).ToArray();
        var all = sizes.Sum(size => size.Tokens);
        if (all <= Most)
            yield break;
        var largest = sizes.OrderByDescending(size => size.Tokens).Take(MostNamed)
            .Select(size => string.Create(CultureInfo.InvariantCulture, $"{size.Name} ({size.Tokens:N0})"));
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"A model has to read about {all:N0} tokens of {listed.Length} tools (name, description, input schema). The largest: {string.Join(", ", largest)}. " +
            $"o.{nameof(McpOptions.Discovery)} = {nameof(ToolDiscovery)}.{nameof(ToolDiscovery.Search)} lists a search in their place; " +
            $"o.{nameof(McpOptions.IncludeTags)}, o.{nameof(McpOptions.ExcludeOperations)} and endpoints of their own, app.MapMcp(\"/mcp/…\", o => …), offer fewer.");
    }
}
