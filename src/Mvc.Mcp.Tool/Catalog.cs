namespace Mvc.Mcp.Tool;

/// <summary>What an application offers to MCP clients.</summary>
/// <param name="Endpoints">Its endpoints, in the order of their routes.</param>
internal sealed record Catalog(IReadOnlyList<CatalogEndpoint> Endpoints);
