using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore.Protocol;
using ModelContextProtocol.AspNetCore.Reading;
using ModelContextProtocol.AspNetCore.Writing;

namespace ModelContextProtocol.AspNetCore.Sessions;

/// <summary>Serves a session's GET stream, and the DELETE that ends it.</summary>
internal sealed class SessionStreams(SessionDesk desk, IHostApplicationLifetime lifetime, IOptions<HttpServerTransportOptions> options)
{
    public async Task<Refusal?> ListenAsync(HttpContext http)
    {
        var (session, refusal) = MediaTypes.CheckGet(http.Request) is { } unacceptable ? (null, unacceptable) : desk.Enter(http);
        if (session is null)
            return refusal;

        // An open stream must not keep the application from stopping.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, session.Ended, lifetime.ApplicationStopping);
        try
        {
            await using var stream = new EventStream(http, options.Value.TimeProvider, answersDue: 0, errorsHaveStatus: false);
            return await session.ListenAsync(stream, end.Token)
                ? null
                : new(StatusCodes.Status409Conflict, HttpErrorCode.Refused, "Conflict: this session has a GET stream open already.");
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            desk.Leave(session);
        }
    }

    public async Task<Refusal?> EndAsync(HttpContext http)
    {
        var (session, refusal) = desk.Enter(http);
        if (session is null)
            return refusal;

        await desk.EndAsync(session);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return null;
    }

    /// <summary>Neither method exists for requests that have no session.</summary>
    public static Refusal NotAllowed(HttpContext http)
    {
        http.Response.Headers.Allow = HttpMethods.Post;
        return new(StatusCodes.Status405MethodNotAllowed, HttpErrorCode.Refused,
            "Method Not Allowed: there is no session, so there is nothing to GET or DELETE.");
    }
}
