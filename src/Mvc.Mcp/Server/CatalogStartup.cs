using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Server;

/// <summary>
/// Makes the catalogs when the application starts, by way of the server's options: what is wrong with them is said then and
/// not to the first caller.
/// </summary>
internal sealed class CatalogStartup(IOptions<McpServerOptions> serverOptions) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = serverOptions.Value;
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
