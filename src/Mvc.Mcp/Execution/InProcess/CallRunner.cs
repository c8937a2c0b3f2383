using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Execution.Progress;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Results;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// Runs a call inside this application, within its limits, and makes the response of what was written: the same for every
/// way there is to the action.
/// </summary>
internal sealed partial class CallRunner(TimeProvider time, ILogger<CallRunner> logger)
{
    private const string NoAnswer = "The action ended the request without an answer.";

    private readonly ConcurrentDictionary<string, bool> _advised = new(StringComparer.Ordinal);

    /// <summary>The answer of a call that came as far as the action where it was to go no further.</summary>
    public static ActionResponse Reached { get; } = new(StatusCodes.Status404NotFound, new HeaderDictionary(), default, null);

    /// <summary>Runs a call.</summary>
    /// <param name="way">How it comes to the action.</param>
    /// <param name="operation">What is called.</param>
    /// <param name="endpoint">Where it goes.</param>
    /// <param name="request">The request it stands for.</param>
    /// <param name="message">The MCP message.</param>
    /// <param name="caller">The context of the HTTP request that brought the message; null where none did.</param>
    /// <param name="services">The services of the call, or those of the application where the way makes its own.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CallEndedException">One of the library's limits ended the call.</exception>
    public async ValueTask<ActionResponse> RunAsync(
        ICallWay way,
        ToolDefinition operation,
        ActionEndpoint endpoint,
        ActionRequest request,
        MessageContext message,
        HttpContext? caller,
        IServiceProvider services,
        CancellationToken cancellationToken)
    {
        using var lifetime = new CallLifetime(operation.Options.Timeout, time, cancellationToken);
        var progress = ProgressOf(message, cancellationToken);
        var body = new CallBody(operation.Options.MaxResponseBytes, progress is not null && endpoint.Streams ? new BatchProgress(progress) : null);
        try
        {
            var response = new CallResponse(body);
            var call = new ToolCall(operation, endpoint, message, caller, progress, DepthOf(caller, operation.Options));
            var context = way.CreateContext(call, request, services, response, lifetime);
            var traceId = await RunAsync(way, call, context, response, lifetime);
            if (lifetime.Aborted)
                throw new CallEndedException(NoAnswer);
            if (body.Overflowed)
                throw new CallEndedException(LimitText.AnswerTooLarge(operation));
            if (call.Reached)
            {
                body.Dispose();
                return Reached;
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
        ICallWay way, ToolCall call, HttpContext context, CallResponse response, CallLifetime lifetime)
    {
        using var shown = CallHttpContextAccessor.Enter(context);
        try
        {
            ConfigureRequest(call.Operation, context);
            await way.RunAsync(call, context);
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
            if (!call.Operation.Options.RunThroughPipeline && _advised.TryAdd(call.Operation.Tool.Name, true))
                LogAdvice(call.Operation.Tool.Name);
            response.Fail(StatusCodes.Status500InternalServerError);
            return traceId;
        }
        finally
        {
            if (response.AwaitsCompletion)
                await RunCompletedAsync(context, response);
        }
    }

    private static void ConfigureRequest(ToolDefinition operation, HttpContext context)
    {
        try
        {
            operation.Options.ConfigureRequest?.Invoke(context, operation.Tool);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or BadHttpRequestException))
        {
            throw new InvalidOperationException($"McpOptions.{nameof(McpOptions.ConfigureRequest)} threw for the tool {operation.Tool.Name}.", exception);
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

    [LoggerMessage(2, LogLevel.Warning,
        "{Tool} failed with an exception that nothing at the action handles. Register an IExceptionHandler; or, where middleware of " +
        "the application turns exceptions into answers, set McpOptions.RunThroughPipeline.")]
    private partial void LogAdvice(string tool);

    [LoggerMessage(1, LogLevel.Error, "{Action} failed in a tool call; trace {TraceId}.")]
    private partial void LogFailed(Exception exception, string? action, string traceId);
}
