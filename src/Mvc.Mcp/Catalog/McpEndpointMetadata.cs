using ModelContextProtocol.Server;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Catalog;

/// <summary>What an endpoint offers.</summary>
internal sealed class McpEndpointMetadata(CatalogProvider catalogs, EndpointCatalog catalog) : IMcpEndpointMetadata
{
    /// <summary>The endpoint's catalog.</summary>
    public EndpointCatalog Catalog => catalog;

    IMcpCatalog IMcpEndpointMetadata.Catalog => catalog;

    /// <inheritdoc />
    public McpServerTool? FindTool(string name)
    {
        // The collection has the tools of the default catalog, and the hand-written ones, which every endpoint offers.
        catalogs.Collections.Tools.TryGetPrimitive(name, out var tool);
        return catalog == catalogs.Default || tool is not (ActionTool or null) ? tool : catalog.FindTool(name);
    }
}
