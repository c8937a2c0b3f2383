using Microsoft.Extensions.Logging;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Protocol.Endpoints;
using Mvc.Mcp.Protocol.Stdio;

namespace Mvc.Mcp.Protocol;

/// <summary>Tells the catalogs where they are reached, so that the log names them by it, and says where nobody reaches any.</summary>
internal sealed partial class EndpointAddresses(
    McpEndpoints endpoints, CatalogProvider catalogs, StdioClient local, ILogger<EndpointCatalog> logger)
{
    /// <summary>Tells them, before they are made.</summary>
    public void Tell()
    {
        if (local.IsServed)
        {
            catalogs.Default.Address = "stdio";
            return;
        }

        var mapped = endpoints.Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<McpEndpointMetadata>() is not null)
            .ToLookup(endpoint => endpoint.Metadata.GetMetadata<McpEndpointMetadata>()!.Catalog, McpEndpoints.AddressOf);
        if (mapped.Count == 0)
        {
            LogNoEndpoint();
            return;
        }

        foreach (var catalog in catalogs.All)
            catalog.Address = mapped.Contains(catalog) ? string.Join(", ", mapped[catalog].Distinct(StringComparer.Ordinal)) : null;
    }

    [LoggerMessage(22, LogLevel.Warning, "AddMcp() was called, but no MCP endpoint is mapped, so no client reaches the tools. Add app.MapMcp(\"/mcp\").")]
    private partial void LogNoEndpoint();
}
