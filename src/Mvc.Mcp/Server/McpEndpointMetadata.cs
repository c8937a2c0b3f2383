namespace Mvc.Mcp.Server;

/// <summary>Metadata of an MCP endpoint that was mapped with options of its own: what it offers.</summary>
/// <param name="Catalog">The catalog made with those options.</param>
internal sealed record McpEndpointMetadata(McpCatalog Catalog);
