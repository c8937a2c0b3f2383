using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.AspNetCore.Hosting;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Stateless;

/// <summary>Lends servers to requests without a session: warm ones where nothing of a request can stay behind.</summary>
internal sealed class StatelessServers(ServerBlueprint blueprint, CurrentRequestServices services, ILoggerFactory loggers) : IAsyncDisposable
{
    /// <summary>One pool for each revision; requests that name none have the empty key.</summary>
    private readonly ConcurrentDictionary<string, ServerPool> _pools = new(StringComparer.Ordinal);

    /// <summary>
    /// Whether a server that answered <paramref name="message"/> is afterwards as it was before. The handshake and
    /// the log level of earlier revisions are remembered by the server; a notification may still be running.
    /// </summary>
    public bool LeavesNoTrace(JsonRpcMessage message) =>
        blueprint.IsShared
#pragma warning disable MCP9005 // logging/setLevel still exists for clients of earlier revisions.
        && message is JsonRpcRequest { Method: not (RequestMethods.Initialize or RequestMethods.LoggingSetLevel) };
#pragma warning restore MCP9005

    public RunningServer Take(string? revision, McpServerOptions options) => PoolOf(revision).Take() ?? Create(options);

    public ValueTask ReturnAsync(string? revision, RunningServer server) => PoolOf(revision).ReturnAsync(server);

    public RunningServer Create(McpServerOptions options) =>
        new(new StreamableHttpServerTransport(loggers) { Stateless = true, FlowExecutionContextFromRequests = true }, options, services, loggers);

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values)
            await pool.DisposeAsync();
    }

    private ServerPool PoolOf(string? revision) => _pools.GetOrAdd(revision ?? "", static _ => new());
}
