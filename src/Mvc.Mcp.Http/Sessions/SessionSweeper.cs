using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ModelContextProtocol.AspNetCore.Sessions;

/// <summary>Ends sessions that nobody uses any more, and all of them when the application stops.</summary>
internal sealed class SessionSweeper(
    SessionStore sessions, IOptions<HttpServerTransportOptions> options, ILogger<SessionSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await EndAsync(sessions.RemoveAll());
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.SessionMode is HttpServerSessionMode.Stateless)
            return;

        using var timer = new PeriodicTimer(Interval, options.Value.TimeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
#pragma warning disable MCP9006 // Serving sessions is what this type is for.
                await EndAsync(sessions.RemoveIdleFor(options.Value.IdleTimeout));
#pragma warning restore MCP9006
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
    }

    private async Task EndAsync(IReadOnlyList<Session> ended)
    {
        foreach (var session in ended)
        {
            try
            {
                await session.DisposeAsync();
            }
            catch (Exception failure)
            {
                // One session that does not end well must not keep the others.
                logger.LogWarning(failure, "A session could not be ended properly.");
            }
        }
    }
}
