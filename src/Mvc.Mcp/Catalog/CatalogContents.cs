using Microsoft.OpenApi;
using Mvc.Mcp.Tools;
using Mvc.Mcp.Tools.Resources;

namespace Mvc.Mcp.Catalog;

/// <summary>What one making of the catalog gave.</summary>
internal sealed record CatalogContents
{
    /// <summary>The options it was made with.</summary>
    public required McpOptions Options { get; init; }

    /// <summary>What the document says of the API.</summary>
    public required OpenApiInfo Info { get; init; }

    /// <summary>The operations that became tools, in the order clients see them.</summary>
    public required IReadOnlyList<ToolDefinition> Tools { get; init; }

    /// <summary>The operations that became resources or resource templates, in the order clients see them.</summary>
    public IReadOnlyList<ResourceDefinition> Resources { get; init; } = [];

    /// <summary>The operations that were left out, each with the reason.</summary>
    public required IReadOnlyList<McpOmittedOperation> Omitted { get; init; }

    /// <summary>What the developer was warned of.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
