using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.Invocation.InProcess;

/// <summary>
/// Lets the calls of one HTTP request run one after another. They share its scoped services, and a database context, say,
/// does not bear two users at a time. A batch of calls, or an action that makes several, would bring them about.
/// </summary>
internal sealed class CallTurns
{
    private readonly ConcurrentDictionary<HttpContext, Turn> _running = new();

    /// <summary>Waits until no other call of <paramref name="caller"/> runs. Disposing the result lets the next one in.</summary>
    public ValueTask<Turn> EnterAsync(HttpContext caller, CancellationToken cancellationToken)
    {
        var turn = new Turn(this, caller);
        return _running.TryAdd(caller, turn) ? new(turn) : WaitAsync(turn, caller, cancellationToken);
    }

    private async ValueTask<Turn> WaitAsync(Turn turn, HttpContext caller, CancellationToken cancellationToken)
    {
        while (!_running.TryAdd(caller, turn))
        {
            if (_running.TryGetValue(caller, out var other))
                await other.Ended.WaitAsync(cancellationToken);
        }

        return turn;
    }

    /// <summary>The time in which one call has its caller to itself.</summary>
    internal sealed class Turn(CallTurns turns, HttpContext caller) : IDisposable
    {
        // Nearly no call is ever waited for: what it takes to wait is made by the one who does.
        private static readonly TaskCompletionSource _over = CreateOver();
        private TaskCompletionSource? _ended;

        /// <summary>Completes when the turn is over.</summary>
        public Task Ended
        {
            get
            {
                var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return (Interlocked.CompareExchange(ref _ended, waiting, null) ?? waiting).Task;
            }
        }

        /// <inheritdoc />
        public void Dispose()
        {
            turns._running.TryRemove(new(caller, this));
            Interlocked.Exchange(ref _ended, _over)?.TrySetResult();
        }

        private static TaskCompletionSource CreateOver()
        {
            var over = new TaskCompletionSource();
            over.SetResult();
            return over;
        }
    }
}
