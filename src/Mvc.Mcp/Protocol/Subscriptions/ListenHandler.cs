using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Protocol.Subscriptions;

/// <summary>
/// Answers <c>subscriptions/listen</c>: tells the client, on the response of that very request, which lists have
/// changed, until it leaves or the application stops (specification 2026-07-28, Patterns, "Subscriptions").
/// </summary>
internal sealed class ListenHandler(IHostApplicationLifetime lifetime, IOptions<McpOptions> options)
{
    // The code of a request that the server does not take for now, as the official host has it for sessions.
    private const McpErrorCode Busy = (McpErrorCode)(-32000);

    private int _listening;

    public async ValueTask<EmptyResult> ListenAsync(
        RequestContext<SubscriptionsListenRequestParams> request, CancellationToken cancellationToken)
    {
        try
        {
            return Interlocked.Increment(ref _listening) <= options.Value.MaxListeners
                ? await ListenCoreAsync(request, cancellationToken)
                : throw new McpProtocolException("Too many clients are listening. Ask for the lists now and then, or listen later.", Busy);
        }
        finally
        {
            Interlocked.Decrement(ref _listening);
        }
    }

    private async ValueTask<EmptyResult> ListenCoreAsync(
        RequestContext<SubscriptionsListenRequestParams> request, CancellationToken cancellationToken)
    {
        var granted = Grant(request.Params?.Notifications, request.Server.ServerOptions);
        using var changes = new ListChanges(request.Server.ServerOptions, granted);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);

        // Listening has begun before it is acknowledged: nothing is missed in between.
        var acknowledged = new JsonObject
        {
            ["notifications"] = JsonSerializer.SerializeToNode(granted, McpJsonUtilities.DefaultOptions),
        };
        await SendAsync(request, NotificationMethods.SubscriptionsAcknowledgedNotification, acknowledged, end.Token);

        try
        {
            await foreach (var method in changes.ReadAllAsync(end.Token))
                await SendAsync(request, method, [], end.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // A regular end tells the client to listen anew, to whichever instance is still there.
        }

        return new EmptyResult();
    }

    /// <summary>What is asked for and can happen; updates of single resources have nobody to announce them.</summary>
    private static SubscriptionsListenNotifications Grant(SubscriptionsListenNotifications? asked, McpServerOptions options) => new()
    {
        ToolsListChanged = asked?.ToolsListChanged is true && options.ToolCollection is not null ? true : null,
        PromptsListChanged = asked?.PromptsListChanged is true && options.PromptCollection is not null ? true : null,
        ResourcesListChanged = asked?.ResourcesListChanged is true && options.ResourceCollection is not null ? true : null,
    };

    private static Task SendAsync(
        RequestContext<SubscriptionsListenRequestParams> request, string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        parameters["_meta"] = new JsonObject
        {
            [MetaKeys.SubscriptionId] = request.JsonRpcRequest.Id.Id switch
            {
                string text => JsonValue.Create(text),
                long number => JsonValue.Create(number),
                _ => null,
            },
        };
        return request.Server.SendMessageAsync(new JsonRpcNotification { Method = method, Params = parameters }, cancellationToken);
    }
}
