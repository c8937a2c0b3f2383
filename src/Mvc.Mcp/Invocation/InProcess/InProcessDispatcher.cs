using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;

namespace Mvc.Mcp.Invocation.InProcess;

/// <summary>Runs the action inside this application, in a context layered over the caller's.</summary>
internal sealed partial class InProcessDispatcher(
    ActionEndpoints endpoints,
    CallSettings.Cache settings,
    IHttpContextAccessor accessor,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<InProcessDispatcher> logger) : IActionDispatcher
{
    /// <inheritdoc />
    public async ValueTask<ActionResponse> DispatchAsync(
        OperationDefinition operation, ActionRequest request, MessageContext call, CancellationToken cancellationToken)
    {
        var action = operation.Operation.Description?.ActionDescriptor ??
            throw new InvalidOperationException($"{operation.Tool.Name} has no action in this application.");
        var options = operation.Options;
        if (endpoints.Find(action) is not { } endpoint)
            return new ActionResponse(StatusCodes.Status404NotFound, new HeaderDictionary(), default, null);

        var caller = accessor.HttpContext;
        // Over HTTP the services are the caller's own, so that what middleware put into them is there.
        await using IAsyncDisposable? scope = caller is null ? scopes.CreateAsyncScope() : null;
        using var deadline = options.Timeout is { } timeout ? new CancellationTokenSource(timeout, time) : null;
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline?.Token ?? default);
        var body = new CallBody(options.MaxResponseBytes);
        try
        {
            var calls = settings.Of(options);
            var depth = caller?.Features.Get<IToolCallFeature>()?.Depth + 1 ?? 0;
            var context = CallContextFactory.Create(
                new ToolCall(operation, call, caller, depth), calls, request, endpoint, caller?.RequestServices ?? ((AsyncServiceScope)scope!).ServiceProvider, body, abort);
            options.ConfigureRequest?.Invoke(context, operation.Tool);
            var traceId = await RunAsync(context, calls.Pipeline, body);
            return new ActionResponse(context.Response.StatusCode, context.Response.Headers, body.Written, body) { TraceId = traceId };
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested && deadline is { IsCancellationRequested: true })
        {
            body.Dispose();
            throw new TimeoutException($"The call took longer than the {options.Timeout} that McpOptions.Timeout allows.", exception);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    // Returns the trace id of a failure that nothing in the application turned into a response.
    private async Task<string?> RunAsync(HttpContext context, RequestDelegate pipeline, CallBody body)
    {
        using var shown = CallHttpContextAccessor.Enter(context);
        var response = (CallResponse)context.Features.Get<IHttpResponseFeature>()!;
        try
        {
            await pipeline(context);
            await response.StartAsync();
            return null;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ResponseTooLargeException))
        {
            var traceId = Activity.Current?.Id ?? context.TraceIdentifier;
            LogFailed(exception, context.GetEndpoint()?.DisplayName, traceId);
            body.Clear();
            response.Fail(exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError);
            return traceId;
        }
        finally
        {
            await response.RunCompletedAsync();
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Action} failed in a tool call; trace {TraceId}.")]
    private partial void LogFailed(Exception exception, string? action, string traceId);
}
