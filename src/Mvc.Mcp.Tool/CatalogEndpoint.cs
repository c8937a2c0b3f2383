namespace Mvc.Mcp.Tool;

/// <summary>What endpoints with the same options offer.</summary>
/// <param name="Routes">Where they are mapped; empty where the application maps none.</param>
/// <param name="Items">The tools and resources, in the order clients see them.</param>
/// <param name="Omitted">The operations that were left out.</param>
internal sealed record CatalogEndpoint(
    IReadOnlyList<string> Routes, IReadOnlyList<CatalogItem> Items, IReadOnlyList<OmittedItem> Omitted)
{
    /// <summary>What the application is warned of when it starts.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The names of the tools that authorization keeps from an anonymous caller.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];
}
