using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using Mvc.Mcp.Protocol.Logging;

namespace Mvc.Mcp.Protocol.Stdio;

/// <summary>
/// The application's web server, or, where the application is run for a local client, what serves that client in its place:
/// then the web server is not started. The host starts and stops everything else around it as ever; when the client closes
/// its end, the application ends.
/// </summary>
/// <remarks>An application is built with its server, before it is known which of the two it will be.</remarks>
internal sealed class StdioServer(IServer web, IServiceProvider services, StdioClient client, IHostApplicationLifetime lifetime) : IServer
{
    private readonly CancellationTokenSource _stop = new();
    // There are no addresses in it: nothing is listened to.
    private readonly FeatureCollection _ofClient = new();

    /// <inheritdoc />
    public IFeatureCollection Features => client.IsServed ? _ofClient : web.Features;

    /// <summary>Ends when the client has been served, and says what went wrong if something did.</summary>
    public Task Serving { get; private set; } = Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        if (!client.IsServed)
            return web.StartAsync(application, cancellationToken);

        Serving = Task.Run(ServeAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!client.IsServed)
        {
            await web.StopAsync(cancellationToken);
            return;
        }

        await _stop.CancelAsync();
        await Serving.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        web.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            // Options of its own: the user below is not that of an HTTP request.
            var options = services.GetRequiredService<IOptionsFactory<McpServerOptions>>().Create(Options.DefaultName);
            options.Filters.Message.IncomingFilters.Insert(0, next => (context, token) =>
            {
                context.User = client.User;
                return next(context, token);
            });
            await using var server = McpServer.Create(client.Transport!, options, services.GetRequiredService<CallLoggerFactory>(), services);
            await server.RunAsync(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // That is how it is told to end.
        }
        finally
        {
            lifetime.StopApplication();
        }
    }
}
