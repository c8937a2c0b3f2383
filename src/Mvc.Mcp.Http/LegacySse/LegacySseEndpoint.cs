using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore.Hosting;
using ModelContextProtocol.AspNetCore.Protocol;
using ModelContextProtocol.AspNetCore.Reading;
using ModelContextProtocol.AspNetCore.Sessions;
using ModelContextProtocol.AspNetCore.Validation;
using ModelContextProtocol.AspNetCore.Writing;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.LegacySse;

/// <summary>The two endpoints of the HTTP+SSE transport (specification 2024-11-05, Transports, "HTTP with SSE").</summary>
internal sealed class LegacySseEndpoint(
    RequestGuard guard,
    ServerBlueprint blueprint,
    CurrentRequestServices services,
    IHostApplicationLifetime lifetime,
    IOptions<HttpServerTransportOptions> options,
    ILoggerFactory loggers)
{
    private readonly ConcurrentDictionary<string, LegacySession> _sessions = new(StringComparer.Ordinal);

    public Task StreamAsync(HttpContext http) => guard.ServeAsync(http, RunSessionAsync);

    public Task PostAsync(HttpContext http) => guard.ServeAsync(http, AnswerAsync);

    private async Task<Refusal?> RunSessionAsync(HttpContext http)
    {
#pragma warning disable MCP9006 // Sessions are what this transport has.
        if (_sessions.Count >= options.Value.MaxIdleSessionCount)
#pragma warning restore MCP9006
            return new(StatusCodes.Status503ServiceUnavailable, HttpErrorCode.Refused, "Service Unavailable: too many sessions.");

        var server = await blueprint.OptionsForAsync(http);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var path = (http.Request.PathBase + http.Request.Path).ToString();
        var messages = string.Concat(path.AsSpan(0, path.LastIndexOf('/') + 1), "message");

        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        await using var events = new EventStream(http, options.Value.TimeProvider, answersDue: 0, errorsHaveStatus: false);
        await using var session = new LegacySession(id, SessionOwner.Of(http.User), messages, events, end.Token);
        _sessions[id] = session;
        try
        {
            await RunAsync(session, server, end.Token);
        }
        finally
        {
            _sessions.TryRemove(id, out _);
            // Whoever still waits for an answer waits in vain.
            await end.CancelAsync();
        }

        return null;
    }

    private async Task RunAsync(LegacySession session, McpServerOptions options, CancellationToken cancellationToken)
    {
        await using var server = McpServer.Create(session.Transport, options, loggers, services);
        var sending = session.Transport.RunAsync(cancellationToken);
        try
        {
            await server.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The client closed its stream, or the application stops.
        }
        finally
        {
            await session.Transport.DisposeAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Refusal?> AnswerAsync(HttpContext http)
    {
        if (!_sessions.TryGetValue(http.Request.Query["sessionId"].ToString(), out var session)
            || session.Owner != SessionOwner.Of(http.User))
        {
            return SessionDesk.NotFound();
        }

        var (posted, refusal) = await PostReader.ReadAsync(http);
        refusal ??= posted.IsBatch
            ? new(StatusCodes.Status400BadRequest, McpErrorCode.InvalidRequest, "Invalid request: this transport has no batches.")
            : EnvelopeCheck.Check(posted.Messages[0], null) ?? ParameterCheck.Check(posted.Messages[0]);
        if (refusal is not null)
            return refusal;

        var message = posted.Messages[0];
        message.Context = new JsonRpcMessageContext
        {
            User = Caller.Of(http),
            ExecutionContext = ExecutionContext.Capture(),
        };
        return message is JsonRpcRequest request
            ? await CallAsync(http, session, request)
            : await NotifyAsync(http, session, message);
    }

    private static async Task<Refusal?> CallAsync(HttpContext http, LegacySession session, JsonRpcRequest request)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(session.Ended);
        if (!session.Calls.TryBegin(request.Id, over))
            return SessionCall.SameId();

        try
        {
            await session.Transport.OnMessageReceivedAsync(request, http.RequestAborted);

            // The client goes on at once, on another connection. This one is kept until the call is over, because
            // the call runs in its context and with its services.
            http.Response.Headers.Connection = "close";
            await AcceptAsync(http);
            await http.Response.CompleteAsync();
            await Task.Delay(Timeout.Infinite, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            session.Calls.End(request.Id);
        }

        return null;
    }

    private static async Task<Refusal?> NotifyAsync(HttpContext http, LegacySession session, JsonRpcMessage message)
    {
        await session.Transport.OnMessageReceivedAsync(message, http.RequestAborted);
        if (message is JsonRpcNotification { Method: NotificationMethods.CancelledNotification, Params: JsonObject parameters }
            && SessionCall.IdOf(parameters["requestId"]) is { } cancelled)
        {
            session.Calls.Cancel(cancelled);
        }

        await AcceptAsync(http);
        return null;
    }

    private static Task AcceptAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        return http.Response.WriteAsync("Accepted", http.RequestAborted);
    }
}
