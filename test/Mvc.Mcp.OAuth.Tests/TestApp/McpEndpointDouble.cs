using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.OAuth.Tests.TestApp;

/// <summary>What marks an MCP endpoint: it offers the application's hand-written tools.</summary>
internal sealed class McpEndpointDouble(IServiceProvider services) : IMcpEndpointMetadata
{
    public IMcpCatalog Catalog => throw new NotSupportedException();

    public McpServerTool? FindTool(string name) =>
        services.GetRequiredService<IOptions<McpServerOptions>>().Value.ToolCollection?.TryGetPrimitive(name, out var tool) == true ? tool : null;
}
