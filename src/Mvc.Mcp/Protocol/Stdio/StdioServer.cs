using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Protocol.Stdio;

/// <summary>Serves the one client of a process.</summary>
internal static class StdioServer
{
    /// <summary>Serves until the client closes its end, with every message coming from <paramref name="user"/>.</summary>
    public static async Task RunAsync(
        IServiceProvider services, ITransport transport, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        // Options of its own: the user below is not that of an HTTP request.
        var options = services.GetRequiredService<IOptionsFactory<McpServerOptions>>().Create(Options.DefaultName);
        options.Filters.Message.IncomingFilters.Insert(0, next => (context, token) =>
        {
            context.User = user;
            return next(context, token);
        });
        await using var server = McpServer.Create(transport, options, services.GetService<ILoggerFactory>(), services);
        await server.RunAsync(cancellationToken);
    }
}
