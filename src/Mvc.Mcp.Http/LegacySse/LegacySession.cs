using System.Text.Json;
using ModelContextProtocol.AspNetCore.Sessions;
using ModelContextProtocol.AspNetCore.Writing;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.LegacySse;

/// <summary>
/// A session of the HTTP+SSE transport, which lasts as long as its stream: every answer is sent there, whichever
/// request asked for it.
/// </summary>
internal sealed class LegacySession : WriteOnlyStream
{
    private readonly EventStream _events;

    public LegacySession(string id, SessionOwner owner, string messageEndpoint, EventStream events, CancellationToken ended)
    {
        _events = events;
        Owner = owner;
        Ended = ended;
        Transport = new(this, $"{messageEndpoint}?sessionId={id}", id);
    }

    public SessionOwner Owner { get; }

    public CancellationToken Ended { get; }

    public SseResponseStreamTransport Transport { get; }

    /// <summary>The requests that are not answered yet.</summary>
    public OpenCalls Calls { get; } = new();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _events.WriteAsync(buffer, cancellationToken);
        if (SentMessage.Read(buffer.Span).IsAnswer
            && JsonSerializer.Deserialize<JsonRpcMessage>(SentMessage.JsonOf(buffer).Span, McpJsonUtilities.DefaultOptions) is JsonRpcMessageWithId answer)
        {
            Calls.Cancel(answer.Id);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => _events.FlushAsync(cancellationToken);
}
