using ModelContextProtocol;

namespace Mvc.Mcp.Execution.Progress;

/// <summary>
/// Sends the progress of one call to a caller that asked for it, one notification after another. Of what is reported while
/// one is being sent only the newest follows: an action that reports faster than its caller reads holds no memory for it.
/// </summary>
/// <param name="send">Sends one notification.</param>
internal sealed class ProgressReporter(Func<ProgressNotificationValue, Task> send)
{
    private readonly Lock _gate = new();
    private Task _sending = Task.CompletedTask;
    private ProgressNotificationValue? _next;
    private bool _isSending;
    private bool _closed;

    /// <summary>Sends <paramref name="value"/> after what is being sent, unless a newer report takes its place until then.</summary>
    public Task ReportAsync(ProgressNotificationValue value)
    {
        lock (_gate)
        {
            // A notification behind the result would have nothing to belong to.
            if (_closed)
                return Task.CompletedTask;
            _next = value;
            if (_isSending)
                return _sending;
            _isSending = true;
            return _sending = SendAsync();
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

    private async Task SendAsync()
    {
        while (TakeNext() is { } value)
            await SendAsync(value);
    }

    private ProgressNotificationValue? TakeNext()
    {
        lock (_gate)
        {
            var next = _next;
            _next = null;
            _isSending = next is not null;
            return next;
        }
    }

    private async Task SendAsync(ProgressNotificationValue value)
    {
        try
        {
            await send(value);
        }
        // Progress is a courtesy: a caller that is gone ends the call by its own means.
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
