using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Results;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Protocol.Calls;

/// <summary>
/// The server as filters and tools see it while one call is answered without a session: what the request says of its
/// client, the request's own services, and a way to send notifications ahead of the answer.
/// </summary>
// Deriving from McpServer is marked experimental, because members may be added to it; see docs/decisions.md.
#pragma warning disable MCPEXP002
internal sealed class RequestServer : McpServer, IResultSink
{
    private readonly JsonRpcMessageContext _context;
    private readonly McpMessageHandler _send;
    private readonly AnswerStream _answer;
    private readonly AnswerWriter? _writer;
    private Exception? _failure;

    /// <param name="context">What the message of the request says of its client.</param>
    /// <param name="services">The request's services. What a tool leaves running keeps these, and never meets those of a later request.</param>
    /// <param name="options">The options that all servers share.</param>
    /// <param name="send">Sends a message through the filters of <paramref name="options"/> to <see cref="WriteAsync"/>.</param>
    /// <param name="answer">Where it is written.</param>
    /// <param name="writer">Writes the answer from the bytes of the action's response; null where somebody is to see its result.</param>
    public RequestServer(
        JsonRpcMessageContext context, IServiceProvider services, McpServerOptions options, McpMessageHandler send, AnswerStream answer,
        AnswerWriter? writer)
    {
        _context = context;
        _answer = answer;
        Services = services;
        ServerOptions = options;
        _send = send;
        _writer = writer;
    }
#pragma warning restore MCPEXP002

    public override McpServerOptions ServerOptions { get; }

    public override ClientCapabilities? ClientCapabilities => _context.ClientCapabilities;

    public override Implementation? ClientInfo => _context.ClientInfo;

    public override IServiceProvider? Services { get; }

    public override string? SessionId => null;

    public override string? NegotiatedProtocolVersion => _context.ProtocolVersion;

    /// <summary>An input-required result is how a tool asks the client for something, since there are such results.</summary>
    public override bool IsMrtrSupported => ProtocolVersions.StandsAlone(NegotiatedProtocolVersion);

    // Set by a request that a server without sessions forgets; the level of one request is in its context.
    [Obsolete("Logging to clients has ended with protocol version 2026-07-28.", DiagnosticId = "MCP9005")]
    public override LoggingLevel? LoggingLevel => null;

    /// <summary>Whether an exception has ended the call.</summary>
    public bool HasFailed => _failure is not null;

    /// <summary>Notes that an exception has ended the call; false if that is known already.</summary>
    public bool Fail(Exception exception) => Interlocked.Exchange(ref _failure, exception) != exception;

    /// <inheritdoc />
    public CallToolResult? Take(ToolDefinition operation, ActionResponse response, string? protocolVersion) =>
        _writer?.Write(operation, response, protocolVersion);

    public override Task RunAsync(CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("The server of one request is running already.");

    public override Task<JsonRpcResponse> SendRequestAsync(JsonRpcRequest request, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("Server to client requests are not supported without a session.");

    public override Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message is JsonRpcRequest)
            throw new InvalidOperationException("Requests are sent with SendRequestAsync, and not without a session.");

        if (message.Context is not null)
            throw new ArgumentException("The context of a message is the transport's to set.", nameof(message));

        message.Context = new();
        return SendAsync(message, cancellationToken);
    }

    /// <summary>A client without a session sends notifications to nobody in particular: the handler never hears one.</summary>
    public override IAsyncDisposable RegisterNotificationHandler(string method, Func<JsonRpcNotification, CancellationToken, ValueTask> handler) =>
        new Registration();

    public override ValueTask DisposeAsync() => default;

    /// <summary>Sends <paramref name="message"/> through the outgoing filters.</summary>
    public Task SendAsync(JsonRpcMessage message, CancellationToken cancellationToken) =>
        _send(new MessageContext(this, message), cancellationToken);

    /// <summary>Writes <paramref name="message"/>, which the filters have let pass.</summary>
    public Task WriteAsync(JsonRpcMessage message, CancellationToken cancellationToken) => _answer.SendAsync(message, cancellationToken);

    private sealed class Registration : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => default;
    }
}
