using System.Collections.Concurrent;
using ModelContextProtocol.AspNetCore.Hosting;

namespace ModelContextProtocol.AspNetCore.Stateless;

/// <summary>
/// Servers that are warm and idle. Making one costs more than most tools; each serves one request at a time, of one
/// protocol revision, because a server settles on the first it hears.
/// </summary>
internal sealed class ServerPool : IAsyncDisposable
{
    /// <summary>More idle servers than this are not worth their memory: a burst makes its own.</summary>
    private const int Capacity = 64;

    private readonly ConcurrentQueue<RunningServer> _idle = new();
    private int _count;
    private bool _disposed;

    public RunningServer? Take()
    {
        while (_idle.TryDequeue(out var server))
        {
            Interlocked.Decrement(ref _count);
            if (server.IsRunning)
                return server;
        }

        return null;
    }

    public ValueTask ReturnAsync(RunningServer server)
    {
        if (_disposed || Interlocked.Increment(ref _count) > Capacity)
        {
            Interlocked.Decrement(ref _count);
            return server.DisposeAsync();
        }

        _idle.Enqueue(server);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        while (Take() is { } server)
            await server.DisposeAsync();
    }
}
