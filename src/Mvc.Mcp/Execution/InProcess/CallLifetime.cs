using Microsoft.AspNetCore.Http.Features;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// How long a call lives: until the MCP caller cancels it, its time is up, or the action aborts its own request. Any of
/// them cancels the action's <c>RequestAborted</c>.
/// </summary>
internal sealed class CallLifetime : IHttpRequestLifetimeFeature, IDisposable
{
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource? _deadline;
    private readonly CancellationTokenSource _ended;

    public CallLifetime(TimeSpan? timeout, TimeProvider time, CancellationToken caller)
    {
        _caller = caller;
        _deadline = timeout is { } length ? new CancellationTokenSource(length, time) : null;
        _ended = CancellationTokenSource.CreateLinkedTokenSource(caller, _deadline?.Token ?? CancellationToken.None);
        RequestAborted = _ended.Token;
    }

    /// <inheritdoc />
    public CancellationToken RequestAborted { get; set; }

    /// <summary>Whether the call ended before the action did.</summary>
    public bool HasEnded => _ended.IsCancellationRequested;

    /// <summary>Whether it ended because its time was up, and for no other reason.</summary>
    public bool TimedOut => _deadline is { IsCancellationRequested: true } && !_caller.IsCancellationRequested;

    /// <summary>Whether the action aborted its request; there is no answer then, whatever it has written.</summary>
    public bool Aborted { get; private set; }

    /// <inheritdoc />
    public void Abort()
    {
        Aborted = true;
        _ended.Cancel();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _ended.Dispose();
        _deadline?.Dispose();
    }
}
