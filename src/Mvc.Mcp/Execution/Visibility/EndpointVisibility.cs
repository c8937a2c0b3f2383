using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;
using Mvc.Mcp.Authorization;
using Mvc.Mcp.Execution.InProcess;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution.Visibility;

/// <summary>Asks the authorization of each action's endpoint whether the caller would pass.</summary>
internal sealed partial class EndpointVisibility(
    ActionEndpoints endpoints,
    ActionAuthorization authorization,
    ILogger<EndpointVisibility> logger) : IToolVisibility
{
    /// <inheritdoc />
    public ICallerView Of(MessageContext message, CancellationToken cancellationToken) =>
        new View(this, message, cancellationToken);

    private async ValueTask<bool> IsVisibleAsync(View view, ToolDefinition operation)
    {
        // What is forwarded is guarded where it runs.
        if (operation.Options.ToolVisibility == ToolVisibility.All ||
            operation.Options.Forwarding is not null ||
            operation.Operation.ApiDescription is not { } description)
            return true;
        if (endpoints.Find(description.ActionDescriptor) is not { } endpoint)
            return false;
        var rule = await authorization.RuleOfAsync(endpoint);
        if (rule.Policy is null)
            return true;
        if (rule.Key is null)
            return await AskOwnAsync(view, operation, endpoint, rule);
        if (!view.Decided.TryGetValue(rule.Key, out var allowed))
            view.Decided.Add(rule.Key, allowed = await AskAsync(view, operation, endpoint, rule.Policy));
        return allowed;
    }

    // A requirement of the application's own may be about the very values that a call is still to bring. Hidden, a tool
    // could never be called with the right ones; so what refuses it before there are any does not hide it.
    private async ValueTask<bool> AskOwnAsync(View view, ToolDefinition operation, ActionEndpoint endpoint, AccessRule rule)
    {
        if (await AskAsync(view, operation, endpoint, rule.Policy!))
            return true;
        return endpoint.Endpoint is RouteEndpoint { RoutePattern.Parameters.Count: > 0 } &&
            (rule.Known is null || await AskAsync(view, operation, endpoint, rule.Known));
    }

    private async ValueTask<bool> AskAsync(View view, ToolDefinition operation, ActionEndpoint endpoint, AuthorizationPolicy policy)
    {
        try
        {
            return await authorization.ProbeAsync(operation, endpoint, view.Message, PassesAsync, view.Cancellation);
        }
        // One handler that expects a request's values must not take the whole list away.
#pragma warning disable CA1031
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(exception, operation.Tool.Name);
            return false;
        }

        async ValueTask<bool> PassesAsync(HttpContext context)
        {
            var evaluator = context.RequestServices.GetRequiredService<IPolicyEvaluator>();
            var authenticated = await evaluator.AuthenticateAsync(policy, context);
            return (await evaluator.AuthorizeAsync(policy, authenticated, context, context)).Succeeded;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The authorization of {Tool} failed while tools were listed; the tool is left out of this list.")]
    private partial void LogFailed(Exception exception, string tool);

    private sealed record View(EndpointVisibility Visibility, MessageContext Message, CancellationToken Cancellation) : ICallerView
    {
        public Dictionary<string, bool> Decided { get; } = [];

        public ValueTask<bool> IsVisibleAsync(ToolDefinition operation) => Visibility.IsVisibleAsync(this, operation);
    }
}
