using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// Lets the calls of one HTTP request run one after another. They share its scoped services, and a database context, say,
/// does not bear two users at a time. An action that makes several calls at once would bring them about.
/// </summary>
/// <remarks>
/// It is a feature of the request, and ends with it. A table keyed by contexts would hold a GC handle for each until a
/// generation 2 collection, because a server that shows its contexts in <see cref="IHttpContextAccessor"/> uses each once.
/// </remarks>
internal sealed class CallTurns
{
    private static readonly Lock _adding = new();

    private readonly AsyncLock _lock = new();

    /// <summary>The turns of the calls that <paramref name="caller"/> makes.</summary>
    public static CallTurns Of(HttpContext caller) =>
        caller.Features[typeof(CallTurns)] as CallTurns ?? Add(caller);

    /// <summary>Waits until no other call of the request runs. Disposing the result lets the next one in.</summary>
    public ValueTask<Turn> EnterAsync(CancellationToken cancellationToken) =>
        _lock.TryEnter() ? new(new Turn(_lock)) : WaitAsync(cancellationToken);

    // Two calls may come at once, and a collection of features does not bear two that change it.
    private static CallTurns Add(HttpContext caller)
    {
        lock (_adding)
        {
            if (caller.Features[typeof(CallTurns)] is not CallTurns turns)
                caller.Features[typeof(CallTurns)] = turns = new CallTurns();
            return turns;
        }
    }

    private async ValueTask<Turn> WaitAsync(CancellationToken cancellationToken)
    {
        await _lock.EnterAsync(cancellationToken);
        return new Turn(_lock);
    }

    /// <summary>The time in which one call has its caller to itself; by default, that of a call without a caller.</summary>
    internal readonly struct Turn(AsyncLock held) : IDisposable
    {
        /// <inheritdoc />
        public void Dispose() => held?.Leave();
    }
}
