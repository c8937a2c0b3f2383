using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using Mvc.Mcp.Benchmarks.Subject;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Benchmarks.Parts;

/// <summary>The running application whose parts are measured one by one.</summary>
internal static class ProductApplication
{
    public static WebApplication Start(int actions = 5)
    {
        var app = ShopApplication.Build(new HostSpec(actions));
        app.StartAsync().GetAwaiter().GetResult();
        return app;
    }

    /// <summary>What the catalog decided of the operation behind <paramref name="tool"/>.</summary>
    public static ToolDefinition Definition(this WebApplication app, string tool) =>
        ((ActionTool)app.Services.GetRequiredService<IOptions<McpServerOptions>>().Value.ToolCollection![tool]).Definition;
}
