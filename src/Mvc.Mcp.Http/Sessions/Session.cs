using ModelContextProtocol.AspNetCore.Hosting;
using ModelContextProtocol.AspNetCore.Writing;

namespace ModelContextProtocol.AspNetCore.Sessions;

/// <summary>One client's session: its server, its open calls and its GET stream.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly UnsolicitedStream _unsolicited = new();
    private readonly Lazy<Task> _relay;

    public Session(string id, SessionOwner owner, RunningServer server)
    {
        Id = id;
        Owner = owner;
        Server = server;
        Ended = _end.Token;
        Place = new(this);
        _relay = new(Relay);
    }

    public string Id { get; }

    public SessionOwner Owner { get; }

    public RunningServer Server { get; }

    public OpenCalls Calls { get; } = new();

    /// <summary>Cancelled when the session is over, for whatever reason.</summary>
    public CancellationToken Ended { get; }

    /// <summary>How many HTTP requests are open; kept by the store.</summary>
    public int OpenRequests { get; set; }

    /// <summary>Since when no request is open; kept by the store.</summary>
    public long IdleSince { get; set; }

    /// <summary>Where the session stands among the idle ones; kept by the store.</summary>
    public LinkedListNode<Session> Place { get; }

    /// <summary>
    /// Sends what no request asked for to <paramref name="listener"/> until <paramref name="cancellationToken"/>;
    /// false if another stream is open.
    /// </summary>
    public async Task<bool> ListenAsync(EventStream listener, CancellationToken cancellationToken)
    {
        if (!_unsolicited.TryAttach(listener))
            return false;

        try
        {
            // The client takes the headers as a promise that from now on it misses nothing.
            await Task.WhenAny(_unsolicited.Ready, _relay.Value).WaitAsync(cancellationToken);
            await listener.StartAsync(cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            _unsolicited.Detach(listener);
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Server.DisposeAsync();
        if (_relay.IsValueCreated)
            await _relay.Value.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _unsolicited.DisposeAsync();
        _end.Dispose();
    }

    private Task Relay()
    {
        // It lasts as long as the session and must not keep the context of the request that began it.
        using (ExecutionContext.SuppressFlow())
            return Task.Run(() => Server.Transport.HandleGetRequestAsync(_unsolicited, Ended));
    }
}
