using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Execution.Progress;
using Mvc.Mcp.Execution.Visibility;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Results;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>Runs the action inside this application, in a context layered over the caller's.</summary>
internal sealed partial class InProcessDispatcher(
    ActionEndpoints endpoints,
    ActionAuthorization authorization,
    CallSettings.Cache settings,
    IHttpContextAccessor accessor,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<InProcessDispatcher> logger) : IActionDispatcher
{
    // The answer of a call that came as far as the action where it was to go no further.
    private static readonly ActionResponse _reached = NotFound();

    private const string NoAnswer = "The action ended the request without an answer.";

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
        var response = await RunAsync(operation, endpoint.Rehearsal(rule.User!), request, call, cancellationToken);
        return response == _reached ? null : response;
    }

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
        using var lifetime = new CallLifetime(operation.Options.Timeout, time, cancellationToken);
        var progress = ProgressOf(message, cancellationToken);
        var body = new CallBody(operation.Options.MaxResponseBytes, progress is not null && endpoint.Streams ? new BatchProgress(progress) : null);
        try
        {
            var calls = settings.Of(operation.Options);
            var response = new CallResponse(body);
            var call = new ToolCall(operation, endpoint, message, caller, progress, DepthOf(caller, operation.Options));
            var context = CallContextFactory.Create(call, request, calls.PropagatedHeaders, services, response, lifetime);
            context.FormOptions = calls.FormOptions;
            var traceId = await RunAsync(call, context, calls.Pipeline, response, lifetime);
            if (lifetime.Aborted)
                throw new CallEndedException(NoAnswer);
            if (body.Overflowed)
                throw new CallEndedException(LimitText.AnswerTooLarge(operation));
            if (call.Reached)
            {
                body.Dispose();
                return _reached;
            }

            // A server sends no body in answer to HEAD, whatever the action wrote.
            var written = HttpMethods.IsHead(request.Method) ? default : body.Written;
            return new ActionResponse(context.Response.StatusCode, context.Response.Headers, written, body)
            {
                TraceId = traceId,
                RefusedRouteValue = context.Items.TryGetValue(RouteGate.RefusedValueKey, out var refused) ? refused as string : null,
            };
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            body.Dispose();
            throw new CallEndedException(
                lifetime.TimedOut
                    ? LimitText.TooLong(operation.Options.Timeout ?? default)
                    : NoAnswer,
                exception);
        }
        catch
        {
            body.Dispose();
            throw;
        }
        finally
        {
            if (progress is not null)
                await progress.CloseAsync();
        }
    }

    // Returns the trace id of a failure that nothing in the application turned into a response.
    private async ValueTask<string?> RunAsync(
        ToolCall call, HttpContext context, RequestDelegate pipeline, CallResponse response, CallLifetime lifetime)
    {
        using var shown = CallHttpContextAccessor.Enter(context);
        try
        {
            call.Operation.Options.ConfigureRequest?.Invoke(context, call.Operation.Tool);
            if (await call.Endpoint.AdmitsAsync(context))
                await pipeline(context);
            else
                response.StatusCode = StatusCodes.Status404NotFound;
            await response.StartAsync();
            return null;
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && lifetime.HasEnded))
        {
            if (exception is ResponseTooLargeException)
                return null;
            if (exception is BadHttpRequestException bad)
            {
                response.Fail(bad.StatusCode);
                return null;
            }

            var traceId = Activity.Current?.Id ?? context.TraceIdentifier;
            LogFailed(exception, context.GetEndpoint()?.DisplayName, traceId);
            response.Fail(StatusCodes.Status500InternalServerError);
            return traceId;
        }
        finally
        {
            if (response.AwaitsCompletion)
                await RunCompletedAsync(context, response);
        }
    }

    // The response is made: what fails from here on is the server's own affair.
    private async Task RunCompletedAsync(HttpContext context, CallResponse response)
    {
        try
        {
            await response.RunCompletedAsync();
        }
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception, context.GetEndpoint()?.DisplayName, context.TraceIdentifier);
        }
    }

    private static int DepthOf(HttpContext? caller, McpOptions options)
    {
        if (caller?.Features[typeof(IToolCallFeature)] is not IToolCallFeature around)
            return 0;
        return around.Depth < options.MaxCallDepth
            ? around.Depth + 1
            : throw new CallEndedException(LimitText.TooDeep(options.MaxCallDepth));
    }

    private static ProgressReporter? ProgressOf(MessageContext call, CancellationToken cancellationToken) =>
        call is RequestContext<CallToolRequestParams> { Params.ProgressToken: { } token }
            ? new ProgressReporter(value => call.Server.NotifyProgressAsync(token, value, cancellationToken: cancellationToken))
            : null;

    [LoggerMessage(1, LogLevel.Error, "{Action} failed in a tool call; trace {TraceId}.")]
    private partial void LogFailed(Exception exception, string? action, string traceId);
}
