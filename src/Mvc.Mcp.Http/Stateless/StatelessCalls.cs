using ModelContextProtocol.AspNetCore.Writing;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Stateless;

/// <summary>Answers messages that stand alone: nothing is kept between two of them.</summary>
internal sealed class StatelessCalls(StatelessServers servers)
{
    /// <summary>
    /// Answers <paramref name="message"/> on <paramref name="response"/>. When the client goes away, the call is
    /// cancelled, and this ends when the call has ended: until then it may use the request's services.
    /// </summary>
    public async Task AnswerAsync(
        JsonRpcMessage message, string? revision, McpServerOptions options, EventStream response, CancellationToken aborted)
    {
        if (message is not JsonRpcRequest)
        {
            await HearAsync(message, options, response, aborted);
            return;
        }

        var isPooled = servers.LeavesNoTrace(message);
        var server = isPooled ? servers.Take(revision, options) : servers.Create(options);
        var isIntact = false;
        try
        {
            await server.AnswerAsync(message, response, aborted);
            isIntact = isPooled;
        }
        finally
        {
            if (isIntact)
                await servers.ReturnAsync(revision, server);
            else
                await server.DisposeAsync();
        }
    }

    private async Task HearAsync(JsonRpcMessage message, McpServerOptions options, EventStream response, CancellationToken aborted)
    {
        // Every handshake ends with a notification; where nobody listens, no server has to be made for it.
        if (message is not JsonRpcNotification
            || (options.Handlers.NotificationHandlers is null && options.Filters.Message.IncomingFilters.Count == 0))
        {
            return;
        }

        var server = servers.Create(options);
        try
        {
            await server.AnswerAsync(message, response, aborted);
        }
        finally
        {
            await server.FinishAsync();
        }
    }
}
