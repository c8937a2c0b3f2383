using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.Invocation.InProcess;

/// <summary>
/// Lets the calls of one HTTP request run one after another. They share its scoped services, and a database context, say,
/// does not bear two users at a time. A batch of calls, or an action that makes several, would bring them about.
/// </summary>
internal sealed class CallTurns
{
    // Nearly no call is ever waited for: what it takes to wait is made by the first who does.
    private readonly ConcurrentDictionary<HttpContext, TaskCompletionSource?> _running = new();

    /// <summary>Waits until no other call of <paramref name="caller"/> runs. Disposing the result lets the next one in.</summary>
    public ValueTask<Turn> EnterAsync(HttpContext caller, CancellationToken cancellationToken) =>
        _running.TryAdd(caller, null) ? new(new Turn(this, caller)) : WaitAsync(caller, cancellationToken);

    private async ValueTask<Turn> WaitAsync(HttpContext caller, CancellationToken cancellationToken)
    {
        while (!_running.TryAdd(caller, null))
        {
            if (!_running.TryGetValue(caller, out var over))
                continue;
            if (over is null)
            {
                over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                // Another may wait already, or the turn be over by now.
                if (!_running.TryUpdate(caller, over, null))
                    continue;
            }

            await over.Task.WaitAsync(cancellationToken);
        }

        return new Turn(this, caller);
    }

    /// <summary>The time in which one call has its caller to itself; by default, that of a call without a caller.</summary>
    internal readonly struct Turn(CallTurns turns, HttpContext caller) : IDisposable
    {
        /// <inheritdoc />
        public void Dispose()
        {
            if (turns is not null && turns._running.TryRemove(caller, out var over))
                over?.TrySetResult();
        }
    }
}
