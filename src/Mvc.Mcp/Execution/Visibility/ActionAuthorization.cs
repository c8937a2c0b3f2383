using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;
using Mvc.Mcp.Authorization;
using Mvc.Mcp.Execution.InProcess;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution.Visibility;

/// <summary>Asks the authorization of actions about a caller, before there is a call.</summary>
internal sealed class ActionAuthorization(
    ToolAuthorization authorization, IHttpContextAccessor accessor, IServiceProvider application, TimeProvider time)
{
    /// <summary>What the action asks of whoever calls it.</summary>
    public ValueTask<AccessRule> RuleOfAsync(ActionEndpoint endpoint) =>
        authorization.RuleOfAsync(endpoint.Endpoint, endpoint.Endpoint.Metadata);

    /// <summary>Whether the caller is refused whatever the call brings.</summary>
    public async ValueTask<bool> RefusesUserAsync(
        AccessRule rule, ToolDefinition operation, ActionEndpoint endpoint, MessageContext message, CancellationToken cancellationToken) =>
        rule.User is not null &&
        await authorization.RefusesUserAsync(rule, policy => UserAsync(policy, operation, endpoint, message, cancellationToken));

    /// <summary>Whether a caller who is not refused as a user may see the action.</summary>
    public async ValueTask<bool> ShowsAsync(
        AccessRule rule, ToolDefinition operation, ActionEndpoint endpoint, MessageContext message, CancellationToken cancellationToken) =>
        authorization.ToBeAskedBeforeShowing(rule, operation.Options.CallDependentRequirements) is not { } policy ||
        await ProbeAsync(operation, endpoint, message, context => ToolAuthorization.PassesAsync(policy, context), cancellationToken);

    // Without schemes of its own, the user of an endpoint is the request's.
    private async ValueTask<ClaimsPrincipal> UserAsync(
        AuthorizationPolicy policy, ToolDefinition operation, ActionEndpoint endpoint, MessageContext message, CancellationToken cancellationToken) =>
        policy.AuthenticationSchemes.Count == 0 && accessor.HttpContext is { } caller
            ? caller.User
            : await ProbeAsync(operation, endpoint, message, async context =>
            {
                await context.RequestServices.GetRequiredService<IPolicyEvaluator>().AuthenticateAsync(policy, context);
                return context.User;
            }, cancellationToken);

    // Handlers of the application may use the very services that another call of the same request is using, so a question
    // takes its turn among the calls.
    private async ValueTask<T> ProbeAsync<T>(
        ToolDefinition operation,
        ActionEndpoint endpoint,
        MessageContext message,
        Func<HttpContext, ValueTask<T>> ask,
        CancellationToken cancellationToken)
    {
        var caller = accessor.HttpContext;
        using var turn = caller is null ? default : await CallTurns.Of(caller).EnterAsync(cancellationToken);
        var own = caller is null || operation.Options.ServiceScope == McpServiceScope.Call;
        await using IAsyncDisposable? scope = own ? application.CreateAsyncScope() : null;
        using var lifetime = new CallLifetime(timeout: null, time, cancellationToken);
        var services = own ? ((AsyncServiceScope)scope!).ServiceProvider : caller!.RequestServices;
        var call = new ToolCall(operation, endpoint, message, caller, Progress: null, Depth: 0);
        return await ask(CallContextFactory.CreateProbe(call, services, lifetime));
    }
}
