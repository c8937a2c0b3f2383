using Microsoft.AspNetCore.Http;
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
    IHttpContextAccessor accessor,
    ILogger<EndpointVisibility> logger) : IToolVisibility
{
    /// <inheritdoc />
    public ICallerView Of(MessageContext message, CancellationToken cancellationToken) =>
        new View(this, message, accessor.HttpContext, cancellationToken);

    private async ValueTask<bool> IsVisibleAsync(View view, ToolDefinition operation)
    {
        // What is forwarded is guarded where it runs.
        if (operation.Options.ToolVisibility == ToolVisibility.All ||
            operation.Options.Forwarding is not null ||
            operation.Operation.ApiDescription is not { } description)
        {
            return true;
        }
        // What routing would not choose for this host cannot be called by it.
        if (endpoints.Find(description.ActionDescriptor, operation.Options) is not { } endpoint || !endpoint.AdmitsHost(view.Caller))
            return false;
        try
        {
            var rule = await authorization.RuleOfAsync(endpoint);
            view.DependsOnCaller |= rule.Policy is not null;
            return rule.Policy is null ||
                (!await IsRefusedAsync(view, rule, operation, endpoint) &&
                    await authorization.ShowsAsync(rule, operation, endpoint, view.Message, view.Cancellation));
        }
        // One handler that expects a request's values must not take the whole list away.
#pragma warning disable CA1031
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(exception, operation.Tool.Name);
            return false;
        }
    }

    // What is asked of the user is asked once a list, and before what the application asks itself.
    private async ValueTask<bool> IsRefusedAsync(View view, AccessRule rule, ToolDefinition operation, ActionEndpoint endpoint)
    {
        if (rule.User is null)
            return false;
        if (!view.Refused.TryGetValue(rule.UserKey, out var refused))
            view.Refused.Add(rule.UserKey, refused = await authorization.RefusesUserAsync(rule, operation, endpoint, view.Message, view.Cancellation));
        return refused;
    }

    [LoggerMessage(1, LogLevel.Warning, "The authorization of {Tool} failed while tools were listed; the tool is left out of this list.")]
    private partial void LogFailed(Exception exception, string tool);

    private sealed record View(EndpointVisibility Visibility, MessageContext Message, HttpContext? Caller, CancellationToken Cancellation) : ICallerView
    {
        public Dictionary<string, bool> Refused { get; } = [];

        public bool DependsOnCaller { get; set; }

        public ValueTask<bool> IsVisibleAsync(ToolDefinition operation) => Visibility.IsVisibleAsync(this, operation);
    }
}
