using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.AspNetCore.Writing;
using ModelContextProtocol.Protocol;

namespace ModelContextProtocol.AspNetCore.Sessions;

/// <summary>Answers messages that belong to a session.</summary>
/// <remarks>
/// A lost connection does not cancel a call here: the protocol has <c>notifications/cancelled</c> for that
/// (specification 2025-11-25, Transports, "Sending Messages to the Server").
/// </remarks>
internal static class SessionCall
{
    public static async Task<Refusal?> AnswerAsync(Session session, JsonRpcMessage message, EventStream response, CancellationToken aborted)
    {
        if (message is JsonRpcRequest request)
            return await AnswerAsync(session, request, response);

        await session.Server.AnswerAsync(message, response, aborted);
        if (message is JsonRpcNotification { Method: NotificationMethods.CancelledNotification, Params: JsonObject parameters }
            && IdOf(parameters["requestId"]) is { } cancelled)
        {
            session.Calls.Cancel(cancelled);
        }

        return null;
    }

    private static async Task<Refusal?> AnswerAsync(Session session, JsonRpcRequest request, EventStream response)
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(session.Ended);
        if (!session.Calls.TryBegin(request.Id, cancelled))
            return SameId();

        try
        {
            await session.Server.AnswerAsync(request, response, cancelled.Token);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            // Cancelled by the client, who waits for no answer, or the session is over.
        }
        finally
        {
            session.Calls.End(request.Id);
        }

        return null;
    }

    public static Refusal SameId() =>
        new(StatusCodes.Status400BadRequest, McpErrorCode.InvalidRequest,
            "Invalid request: another request of this session has the same id and is not answered yet.");

    public static RequestId? IdOf(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue(out string? text) => new RequestId(text),
        JsonValue value when value.TryGetValue(out long number) => new RequestId(number),
        _ => null,
    };
}
