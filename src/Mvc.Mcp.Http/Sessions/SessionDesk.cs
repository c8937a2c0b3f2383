using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.AspNetCore.Hosting;
using ModelContextProtocol.AspNetCore.Protocol;
using ModelContextProtocol.AspNetCore.Writing;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Sessions;

/// <summary>Begins, finds and ends sessions (specification 2025-11-25, Transports, "Session Management").</summary>
internal sealed class SessionDesk(SessionStore store, ServerBlueprint blueprint, CurrentRequestServices services, ILoggerFactory loggers)
{
    private const string RetryAfterSeconds = "30";

    /// <summary>Begins a session for the client that sent <c>initialize</c>, with that request open.</summary>
    public async Task<(Session? Session, Refusal? Refusal)> BeginAsync(HttpContext http)
    {
        var options = await blueprint.OptionsForAsync(http);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var transport = new StreamableHttpServerTransport(loggers) { SessionId = id, FlowExecutionContextFromRequests = true };
        var session = new Session(id, SessionOwner.Of(http.User), new(transport, options, services, loggers));

        if (!store.TryAdd(session, out var evicted))
        {
            await session.DisposeAsync();
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            return (null, new(StatusCodes.Status503ServiceUnavailable, HttpErrorCode.Refused,
                "Service Unavailable: the server has as many sessions as it may keep, and all are in use."));
        }

        if (evicted is not null)
            await evicted.DisposeAsync();

        http.Response.Headers[McpHeaders.SessionId] = id;
        return (session, null);
    }

    /// <summary>Finds the session that a request names, with that request open.</summary>
    public (Session? Session, Refusal? Refusal) Enter(HttpContext http)
    {
        var id = http.Request.Headers[McpHeaders.SessionId];
        if (id.Count == 0)
        {
            return (null, new(StatusCodes.Status400BadRequest, McpErrorCode.InvalidRequest,
                $"Invalid request: the {McpHeaders.SessionId} header is missing. A session begins with an initialize request."));
        }

        return store.Enter(id.ToString(), SessionOwner.Of(http.User)) is { } session
            ? (session, null)
            : (null, NotFound());
    }

    public void Leave(Session session) => store.Leave(session);

    public async Task EndAsync(Session session)
    {
        store.Remove(session);
        await session.DisposeAsync();
    }

    /// <summary>The client's cue to begin a new session, whether this one has ended or never was its own.</summary>
    public static Refusal NotFound() =>
        new(StatusCodes.Status404NotFound, HttpErrorCode.SessionNotFound, "Session not found: begin a new one with initialize.");
}
