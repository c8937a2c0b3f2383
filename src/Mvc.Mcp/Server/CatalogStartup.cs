using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Server;

/// <summary>
/// Makes the catalogs when the application starts, after its endpoints are known and before a port is opened: what is wrong
/// with them is said then and not to the first caller.
/// </summary>
internal sealed class CatalogStartup(IOptions<McpServerOptions> serverOptions, McpCatalogs catalogs) : IStartupFilter
{
    /// <inheritdoc />
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        Start();
    };

    /// <summary>Makes them.</summary>
    public void Start()
    {
        // With these come the hand-written tools, whose names no operation may take.
        _ = serverOptions.Value;
        catalogs.Start();
    }
}
