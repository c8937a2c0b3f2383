using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore.Protocol;
using ModelContextProtocol.AspNetCore.Reading;
using ModelContextProtocol.AspNetCore.Writing;
using ModelContextProtocol.Protocol;

namespace ModelContextProtocol.AspNetCore.Sessions;

/// <summary>Answers POSTs of clients that have a session, or begin one.</summary>
internal sealed class SessionPosts(SessionDesk desk, IOptions<HttpServerTransportOptions> options)
{
    public async Task<Refusal?> AnswerAsync(HttpContext http, Posted posted, string? revision)
    {
        var isNew = posted is { IsBatch: false, Messages: [JsonRpcRequest { Method: RequestMethods.Initialize }] }
            && !http.Request.Headers.ContainsKey(McpHeaders.SessionId);

        var (session, refusal) = isNew ? await desk.BeginAsync(http) : desk.Enter(http);
        if (session is null)
            return refusal;

        try
        {
            return isNew ? await BeginAsync(http, session, posted) : await ContinueAsync(http, session, posted, revision);
        }
        finally
        {
            desk.Leave(session);
        }
    }

    private async Task<Refusal?> BeginAsync(HttpContext http, Session session, Posted posted)
    {
        var failed = true;
        try
        {
            await using var response = Open(http, posted);
            var refusal = await SessionCall.AnswerAsync(session, posted.Messages[0], response, http.RequestAborted);
            failed = refusal is not null || response.HasFailed;
            return refusal;
        }
        finally
        {
            // A handshake that failed began nothing.
            if (failed)
                await desk.EndAsync(session);
        }
    }

    private async Task<Refusal?> ContinueAsync(HttpContext http, Session session, Posted posted, string? revision)
    {
        if (Contradiction(session, posted, revision) is { } refusal)
            return refusal;

        await using var response = Open(http, posted);
        if (!posted.IsBatch)
            refusal = await SessionCall.AnswerAsync(session, posted.Messages[0], response, http.RequestAborted);
        else
        {
            var refusals = await Task.WhenAll(
                posted.Messages.Select(message => SessionCall.AnswerAsync(session, message, response, http.RequestAborted)));
            refusal = response.HasStarted ? null : refusals.FirstOrDefault(each => each is not null);
        }

        if (refusal is null && posted.Requests == 0)
            http.Response.StatusCode = StatusCodes.Status202Accepted;
        return refusal;
    }

    /// <summary>What a request cannot be in this session, though it might be in another.</summary>
    private static Refusal? Contradiction(Session session, Posted posted, string? revision)
    {
        var agreed = session.Server.Revision;
        if (posted.Messages.Any(message => message is JsonRpcRequest { Method: RequestMethods.Initialize }))
            return Invalid("this session has begun already.");
        if (revision is not null && agreed is not null && revision != agreed)
            return Invalid($"this session speaks revision {agreed}, the {McpHeaders.ProtocolVersion} header names {revision}.");
        if (posted.IsBatch && agreed is not ProtocolRevision.March2025)
            return Invalid("only revision 2025-03-26 has batches.");

        return null;
    }

    private EventStream Open(HttpContext http, Posted posted) =>
        new(http, options.Value.TimeProvider, posted.Requests, errorsHaveStatus: false);

    private static Refusal Invalid(string why) =>
        new(StatusCodes.Status400BadRequest, McpErrorCode.InvalidRequest, "Invalid request: " + why);
}
