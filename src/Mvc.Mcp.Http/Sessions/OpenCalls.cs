using System.Collections.Concurrent;
using ModelContextProtocol.Protocol;

namespace ModelContextProtocol.AspNetCore.Sessions;

/// <summary>
/// The requests of a session that are not answered yet. A request that the client cancels is never answered, so
/// its response has to be ended by whoever still holds it open.
/// </summary>
internal sealed class OpenCalls
{
    private readonly ConcurrentDictionary<RequestId, CancellationTokenSource> _calls = new();

    /// <summary>Notes a request; false if one with the same id is open, as nobody could tell their answers apart.</summary>
    public bool TryBegin(RequestId id, CancellationTokenSource cancellation) => _calls.TryAdd(id, cancellation);

    public void End(RequestId id) => _calls.TryRemove(id, out _);

    public void Cancel(RequestId id)
    {
        if (!_calls.TryRemove(id, out var cancellation))
            return;

        try
        {
            cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It was answered at this very moment.
        }
    }
}
