using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Execution.Progress;

/// <summary>Sends the progress of one call to a caller that asked for it, one notification after another.</summary>
internal sealed class ProgressReporter(McpServer server, ProgressToken token, CancellationToken cancellationToken)
{
    private readonly Lock _gate = new();
    private Task _sending = Task.CompletedTask;
    private bool _closed;

    /// <summary>Sends <paramref name="value"/> after everything that was reported before it.</summary>
    public Task ReportAsync(ProgressNotificationValue value)
    {
        lock (_gate)
        {
            // A notification behind the result would have nothing to belong to.
            return _closed ? Task.CompletedTask : _sending = SendAsync(_sending, value);
        }
    }

    /// <summary>Takes no more reports and waits until the last one is sent.</summary>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            _closed = true;
            return _sending;
        }
    }

    private async Task SendAsync(Task previous, ProgressNotificationValue value)
    {
        await previous;
        try
        {
            await server.NotifyProgressAsync(token, value, cancellationToken: cancellationToken);
        }
        // Progress is a courtesy: a caller that is gone ends the call by its own means.
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
