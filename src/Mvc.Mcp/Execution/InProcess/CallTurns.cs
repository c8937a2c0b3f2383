using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// Lets the calls of one HTTP request run one after another. They share its scoped services, and a database context, say,
/// does not bear two users at a time. A batch of calls, or an action that makes several, would bring them about.
/// </summary>
internal sealed class CallTurns
{
    // A server uses its contexts again and again, and with them their gates.
    private readonly ConditionalWeakTable<HttpContext, AsyncLock> _gates = [];

    /// <summary>Waits until no other call of <paramref name="caller"/> runs. Disposing the result lets the next one in.</summary>
    public ValueTask<Turn> EnterAsync(HttpContext caller, CancellationToken cancellationToken)
    {
        var gate = _gates.GetValue(caller, static _ => new AsyncLock());
        return gate.TryEnter() ? new(new Turn(gate)) : WaitAsync(gate, cancellationToken);
    }

    private static async ValueTask<Turn> WaitAsync(AsyncLock gate, CancellationToken cancellationToken)
    {
        await gate.EnterAsync(cancellationToken);
        return new Turn(gate);
    }

    /// <summary>The time in which one call has its caller to itself; by default, that of a call without a caller.</summary>
    internal readonly struct Turn(AsyncLock gate) : IDisposable
    {
        /// <inheritdoc />
        public void Dispose() => gate?.Leave();
    }
}
