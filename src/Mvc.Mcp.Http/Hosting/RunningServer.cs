using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Hosting;

/// <summary>A server and the transport it listens to, from start to end.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly McpServer _server;
    private readonly Task _run;

    public RunningServer(
        StreamableHttpServerTransport transport, McpServerOptions options, CurrentRequestServices services, ILoggerFactory loggers)
    {
        Transport = transport;
        _server = McpServer.Create(transport, options, loggers, services);

        // Otherwise the loop would carry the first request's context, and keep it alive as long as itself.
        using (ExecutionContext.SuppressFlow())
            _run = Task.Run(() => _server.RunAsync(_stop.Token));
    }

    public StreamableHttpServerTransport Transport { get; }

    /// <summary>The revision agreed upon with the client, as soon as there is one.</summary>
    public string? Revision => _server.NegotiatedProtocolVersion;

    public bool IsRunning => !_run.IsCompleted;

    /// <summary>Answers <paramref name="message"/> on <paramref name="response"/>; false if there is nothing to answer.</summary>
    public Task<bool> AnswerAsync(JsonRpcMessage message, Stream response, CancellationToken cancellationToken) =>
        Transport.HandlePostRequestAsync(message, response, cancellationToken);

    /// <summary>Takes no more messages and ends when those it has are handled.</summary>
    public async Task FinishAsync()
    {
        await Transport.DisposeAsync();
        await EndAsync();
    }

    /// <summary>Cancels what is running and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        await Transport.DisposeAsync();
        await _stop.CancelAsync();
        await EndAsync();
    }

    private async Task EndAsync()
    {
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server.DisposeAsync();
        _stop.Dispose();
    }
}
