using ModelContextProtocol.AspNetCore.Writing;

namespace ModelContextProtocol.AspNetCore.Sessions;

/// <summary>
/// Where a session's transport writes what no request asked for: to the client's GET stream while it has one open.
/// The transport takes one stream for its whole life; clients lose theirs and come back.
/// </summary>
internal sealed class UnsolicitedStream : WriteOnlyStream
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private EventStream? _listener;

    /// <summary>Completes when the transport has begun to write here.</summary>
    public Task Ready => _ready.Task;

    public bool TryAttach(EventStream listener) => Interlocked.CompareExchange(ref _listener, listener, null) is null;

    public void Detach(EventStream listener) => Interlocked.CompareExchange(ref _listener, null, listener);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Volatile.Read(ref _listener) is { } listener ? listener.WriteAsync(buffer, cancellationToken) : ValueTask.CompletedTask;

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        _ready.TrySetResult();
        return Task.CompletedTask;
    }
}
