using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;
using Mvc.Mcp.Execution.Visibility;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Results;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>Runs the action inside this application, in a context layered over the caller's.</summary>
internal sealed class InProcessDispatcher(
    ActionEndpoints endpoints,
    ActionAuthorization authorization,
    CallSettings.Cache settings,
    IHttpContextAccessor accessor,
    IServiceScopeFactory scopes,
    CallRunner runner) : IActionDispatcher, ICallWay
{
    /// <inheritdoc />
    public ValueTask<ActionResponse> DispatchAsync(
        ToolDefinition operation, ActionRequest request, MessageContext call, CancellationToken cancellationToken) =>
        Find(operation) is { } endpoint
            ? RunAsync(operation, endpoint, request, call, cancellationToken)
            : new(NotFound());

    /// <inheritdoc />
    public async ValueTask<ActionResponse?> RefuseAsync(ToolDefinition operation, MessageContext call, CancellationToken cancellationToken)
    {
        if (Find(operation) is not { } endpoint)
            return NotFound();
        // What the application adds to the call's own way may still say who calls.
        if (operation.Options is { ConfigurePipeline: not null } or { ConfigureRequest: not null })
            return null;
        var rule = await authorization.RuleOfAsync(endpoint);
        if (!await authorization.RefusesUserAsync(rule, operation, endpoint, call, cancellationToken))
            return null;
        var request = new ActionRequest { Method = operation.Request.Method, Path = "/" };
        return await RefusalOfAsync(RunAsync(operation, endpoint.RehearsalFor(rule.User!), request, call, cancellationToken));
    }

    /// <inheritdoc />
    public async ValueTask<ActionResponse?> RehearseAsync(
        ToolDefinition operation, ActionRequest request, MessageContext call, CancellationToken cancellationToken)
    {
        if (Find(operation) is not { } endpoint)
            return NotFound();
        var rule = await authorization.RuleOfAsync(endpoint);
        return await RefusalOfAsync(RunAsync(operation, endpoint.Rehearsal(rule.Policy), request, call, cancellationToken));
    }

    private static async ValueTask<ActionResponse?> RefusalOfAsync(ValueTask<ActionResponse> run) =>
        await run is var response && response == CallRunner.Reached ? null : response;

    private ActionEndpoint? Find(ToolDefinition operation) => endpoints.Find(
        operation.Operation.ApiDescription?.ActionDescriptor ??
        throw new InvalidOperationException($"{operation.Tool.Name} has no action in this application."), operation.Options);

    private static ActionResponse NotFound() => new(StatusCodes.Status404NotFound, new HeaderDictionary(), default, null);

    private ValueTask<ActionResponse> RunAsync(
        ToolDefinition operation, ActionEndpoint endpoint, ActionRequest request, MessageContext call, CancellationToken cancellationToken) =>
        accessor.HttpContext is { } caller && operation.Options.ServiceScope == McpServiceScope.Request
            ? RunAsync(operation, endpoint, request, call, caller, caller.RequestServices, cancellationToken)
            : RunInScopeAsync(operation, endpoint, request, call, cancellationToken);

    private async ValueTask<ActionResponse> RunInScopeAsync(
        ToolDefinition operation, ActionEndpoint endpoint, ActionRequest request, MessageContext call, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await RunAsync(operation, endpoint, request, call, accessor.HttpContext, scope.ServiceProvider, cancellationToken);
    }

    private async ValueTask<ActionResponse> RunAsync(
        ToolDefinition operation,
        ActionEndpoint endpoint,
        ActionRequest request,
        MessageContext message,
        HttpContext? caller,
        IServiceProvider services,
        CancellationToken cancellationToken)
    {
        using var turn = caller is null ? default : await CallTurns.Of(caller).EnterAsync(cancellationToken);
        return await runner.RunAsync(this, operation, endpoint, request, message, caller, services, cancellationToken);
    }

    /// <inheritdoc />
    HttpContext ICallWay.CreateContext(
        ToolCall call, ActionRequest request, IServiceProvider services, CallResponse response, CallLifetime lifetime)
    {
        var calls = settings.Of(call.Operation.Options);
        var context = CallContextFactory.Create(call, request, calls.PropagatedHeaders, services, response, lifetime);
        context.FormOptions = calls.FormOptions;
        return context;
    }

    /// <inheritdoc />
    async ValueTask ICallWay.RunAsync(ToolCall call, HttpContext context)
    {
        if (await call.Endpoint.AdmitsAsync(context))
            await settings.Of(call.Operation.Options).Pipeline(context);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
