using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore.Hosting;
using ModelContextProtocol.AspNetCore.Protocol;
using ModelContextProtocol.AspNetCore.Reading;
using ModelContextProtocol.AspNetCore.Sessions;
using ModelContextProtocol.AspNetCore.Stateless;
using ModelContextProtocol.AspNetCore.Validation;
using ModelContextProtocol.AspNetCore.Writing;
using ModelContextProtocol.Protocol;

namespace ModelContextProtocol.AspNetCore;

/// <summary>The Streamable HTTP endpoint: checks and reads a request, and passes it to whoever answers its kind.</summary>
internal sealed class StreamableHttpEndpoint(
    RequestGuard guard,
    RevisionCheck revisions,
    StatelessPosts stateless,
    SessionPosts sessions,
    SessionStreams streams,
    IOptions<HttpServerTransportOptions> options)
{
    public Task PostAsync(HttpContext http) => guard.ServeAsync(http, AnswerPostAsync);

    public Task GetAsync(HttpContext http) => guard.ServeAsync(http, AnswerGetAsync);

    public Task DeleteAsync(HttpContext http) => guard.ServeAsync(http, AnswerDeleteAsync);

    private async Task<Refusal?> AnswerPostAsync(HttpContext http)
    {
        if (MediaTypes.CheckPost(http.Request) is { } unsupported)
            return unsupported;

        var (posted, refusal) = await PostReader.ReadAsync(http);
        if (refusal is not null)
            return refusal;

        refusal = Check(http.Request, posted, out var revision);
        if (refusal is null)
        {
            Describe(http, posted, revision);
            refusal = await RouteAsync(http, posted, revision);
        }

        return refusal?.For(posted.Id);
    }

    private async Task<Refusal?> AnswerGetAsync(HttpContext http) => CheckSession(http) ?? await streams.ListenAsync(http);

    private async Task<Refusal?> AnswerDeleteAsync(HttpContext http) => CheckSession(http) ?? await streams.EndAsync(http);

    private Refusal? Check(HttpRequest request, Posted posted, out string? revision)
    {
        if (revisions.Check(request, out revision) is { } unsupported)
            return unsupported;

        // Clients from before the header may send batches; whether theirs may is known to its session.
        if (posted.IsBatch && revision is not (null or ProtocolRevision.March2025))
        {
            return new(StatusCodes.Status400BadRequest, McpErrorCode.InvalidRequest,
                $"Invalid request: revision {revision} has no batches.");
        }

        foreach (var message in posted.Messages)
        {
            if (EnvelopeCheck.Check(message, revision) is { } refusal)
                return refusal;
        }

        if (ProtocolRevision.StandsAlone(revision) && StandardHeaderCheck.Check(request, posted.Messages[0]) is { } mismatch)
            return mismatch;

        foreach (var message in posted.Messages)
        {
            if (ParameterCheck.Check(message) is { } invalid)
                return invalid;
        }

        return null;
    }

    private Task<Refusal?> RouteAsync(HttpContext http, Posted posted, string? revision)
    {
        if (ProtocolRevision.StandsAlone(revision))
            return stateless.AnswerAsync(http, posted, revision);

        if (options.Value.SessionMode is not HttpServerSessionMode.Stateless)
            return sessions.AnswerAsync(http, posted, revision);

        // The session was begun with a server that had some, and is as good as ended.
        return http.Request.Headers.ContainsKey(McpHeaders.SessionId)
            ? Task.FromResult<Refusal?>(SessionDesk.NotFound())
            : stateless.AnswerAsync(http, posted, revision);
    }

    private Refusal? CheckSession(HttpContext http)
    {
        if (revisions.Check(http.Request, out var revision) is { } unsupported)
            return unsupported;

        return ProtocolRevision.StandsAlone(revision) || options.Value.SessionMode is HttpServerSessionMode.Stateless
            ? SessionStreams.NotAllowed(http)
            : null;
    }

    /// <summary>Tells the server what only HTTP knows.</summary>
    private static void Describe(HttpContext http, Posted posted, string? revision)
    {
        var user = Caller.Of(http);
        foreach (var message in posted.Messages)
            message.Context = new JsonRpcMessageContext { User = user, ProtocolVersion = revision };
    }
}
