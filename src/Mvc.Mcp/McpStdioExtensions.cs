using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp;
using Mvc.Mcp.Protocol.Stdio;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Runs an application for a local MCP client that starts it as a process.</summary>
public static class McpStdioExtensions
{
    /// <summary>
    /// Runs the application for the MCP client at the other end of standard input and output, instead of
    /// <c>app.RunAsync()</c>. No port is opened: actions run in process, each call with services of its own. It ends when the
    /// client closes the input, or the application is stopped.
    /// </summary>
    /// <param name="app">The application, with <c>AddMcp()</c> and its endpoints mapped as for HTTP.</param>
    /// <param name="configure">Sets options, such as who the caller is.</param>
    /// <param name="cancellationToken">Stops the application.</param>
    /// <exception cref="InvalidOperationException"><c>AddMcp()</c> was not called, or a web server was registered after it.</exception>
    /// <remarks>
    /// Standard output carries the protocol and nothing else: the console logger and <see cref="Console.Out"/> are turned to
    /// standard error. What is logged before this method is called goes where the application's logging sends it; set
    /// <c>builder.Logging.AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace)</c> if anything is.
    /// Middleware of the HTTP pipeline does not run; hosted services do.
    /// </remarks>
    public static Task RunMcpStdioAsync(
        this WebApplication app, Action<McpStdioOptions>? configure = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        var logging = app.Services.GetRequiredService<ILoggerFactory>();
        // The transport takes hold of standard output before everything else is turned away from it.
        var transport = new StdioServerTransport(app.Environment.ApplicationName, logging);
        StandardOutput.Reserve(app.Services);
        return app.RunMcpStdioAsync(transport, configure, cancellationToken);
    }

    internal static async Task RunMcpStdioAsync(
        this WebApplication app,
        ITransport transport,
        Action<McpStdioOptions>? configure,
        CancellationToken cancellationToken)
    {
        var options = new McpStdioOptions();
        configure?.Invoke(options);
        await using (app)
        await using (transport)
        {
            var client = app.Services.GetService<StdioClient>()
                ?? throw new InvalidOperationException("RunMcpStdioAsync was called, but AddMcp was not. Add builder.Services.AddControllers().AddMcp().");
            client.Serve(transport, options.User);
            if (app.Services.GetRequiredService<IServer>() is not StdioServer server)
            {
                throw new InvalidOperationException(
                    "The application's web server would be started as well: it was registered after AddMcp(), or it is one that does not make way. " +
                    "Register it before AddMcp(), or leave the builder's own.");
            }

            await ((IHost)app).RunAsync(cancellationToken);
            await server.Serving;
        }
    }
}
