using ModelContextProtocol.Server;

namespace Mvc.Mcp;

/// <summary>
/// What stands in the metadata of an endpoint that speaks MCP: what the endpoint offers. <see cref="IMcpEndpoints"/> lists
/// the endpoints that have it; during a request it is in the metadata of <c>HttpContext.GetEndpoint()</c>.
/// </summary>
public interface IMcpEndpointMetadata
{
    /// <summary>The operations that the endpoint offers, which are those of <c>AddMcp()</c> unless it was mapped with options of its own.</summary>
    IMcpCatalog Catalog { get; }

    /// <summary>Finds the tool that a call of this name to this endpoint would run: one of <see cref="Catalog"/> or a hand-written one.</summary>
    /// <param name="name">The name, exactly.</param>
    /// <returns>The tool, or <see langword="null"/> where the endpoint has none of this name.</returns>
    McpServerTool? FindTool(string name);
}
