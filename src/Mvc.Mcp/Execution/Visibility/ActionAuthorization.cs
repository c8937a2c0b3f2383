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
    public async ValueTask<AccessRule> RuleOfAsync(ActionEndpoint endpoint)
    {
        if (endpoint.Access is { } known)
            return known;
        var rule = await authorization.RuleOfAsync(endpoint.Endpoint);
        if (authorization.AllowsCachingRules)
            endpoint.Access = rule;
        return rule;
    }

    /// <summary>The way to the answer of a caller who is refused whatever the call brings; null for anyone else.</summary>
    public async ValueTask<ActionEndpoint?> FindRefusalAsync(
        ToolDefinition operation, ActionEndpoint endpoint, MessageContext message, CancellationToken cancellationToken)
    {
        var rule = await RuleOfAsync(endpoint);
        if (rule.Known is not { } known)
            return null;
        // Without schemes of its own, the user of an endpoint is the request's.
        var caller = accessor.HttpContext;
        var refused = known.AuthenticationSchemes.Count == 0 && caller is not null
            ? await authorization.RefusesAsync(known, caller.User, caller.RequestServices)
            : await ProbeAsync(operation, endpoint, message, context => RefusesAsync(known, context), cancellationToken);
        return refused ? endpoint.Rehearsal(known) : null;
    }

    /// <summary>
    /// Asks in a context with no request to speak of. Handlers of the application may use the very services that another
    /// call of the same request is using, so the question takes its turn among the calls.
    /// </summary>
    public async ValueTask<bool> ProbeAsync(
        ToolDefinition operation,
        ActionEndpoint endpoint,
        MessageContext message,
        Func<HttpContext, ValueTask<bool>> ask,
        CancellationToken cancellationToken)
    {
        var caller = accessor.HttpContext;
        using var turn = caller is null ? default : await CallTurns.Of(caller).EnterAsync(cancellationToken);
        await using IAsyncDisposable? scope = caller is null ? application.CreateAsyncScope() : null;
        using var lifetime = new CallLifetime(timeout: null, time, cancellationToken);
        var services = caller?.RequestServices ?? ((AsyncServiceScope)scope!).ServiceProvider;
        var call = new ToolCall(operation, endpoint, message, caller, Progress: null, Depth: 0);
        return await ask(CallContextFactory.CreateProbe(call, services, lifetime));
    }

    private async ValueTask<bool> RefusesAsync(AuthorizationPolicy known, HttpContext context)
    {
        await context.RequestServices.GetRequiredService<IPolicyEvaluator>().AuthenticateAsync(known, context);
        return await authorization.RefusesAsync(known, context.User ?? new ClaimsPrincipal(new ClaimsIdentity()), context.RequestServices);
    }
}
