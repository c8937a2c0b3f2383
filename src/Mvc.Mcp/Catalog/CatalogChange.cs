using System.Text.Json;
using ModelContextProtocol;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Catalog;

/// <summary>What clients see differently since a catalog was made anew.</summary>
/// <param name="Tools">Whether a tool came, went or has another contract.</param>
/// <param name="Resources">Whether a resource or template came, went or changed.</param>
internal sealed record CatalogChange(bool Tools, bool Resources)
{
    /// <summary>Compares what clients are told by two makings of one catalog.</summary>
    public static CatalogChange Between(CatalogSnapshot before, CatalogSnapshot after) => new(
        !before.Tools.SequenceEqual(after.Tools, SameTool.Instance),
        !before.Resources.Select(resource => Written(resource.Template)).SequenceEqual(after.Resources.Select(resource => Written(resource.Template))));

    private static string Written<T>(T value) => JsonSerializer.Serialize(value, McpJsonUtilities.DefaultOptions);

    private sealed class SameTool : IEqualityComparer<ToolDefinition>
    {
        public static SameTool Instance { get; } = new();

        public bool Equals(ToolDefinition? x, ToolDefinition? y) => Written(x?.Tool) == Written(y?.Tool);

        public int GetHashCode(ToolDefinition obj) => obj.Tool.Name.GetHashCode(StringComparison.Ordinal);
    }
}
