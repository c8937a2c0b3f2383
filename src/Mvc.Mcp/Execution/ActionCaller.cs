using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Execution.Confirmation;
using Mvc.Mcp.Execution.Telemetry;
using Mvc.Mcp.Execution.Visibility;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Results;
using Mvc.Mcp.Tools;
using Mvc.Mcp.Tools.Resources;
using Mvc.Mcp.Tools.Shaping;

namespace Mvc.Mcp.Execution;

/// <summary>Carries out a tool call: arguments become a request, the request is dispatched, the response becomes the result.</summary>
internal sealed class ActionCaller(
    IActionDispatcher dispatcher, IToolVisibility visibility, RequestLimits limits, UserConfirmation confirmation, CallTelemetry telemetry) : IActionCaller
{
    private const string HiddenArguments = "The arguments are wrong. Which ones it takes is told to those who may use it.";

    /// <inheritdoc />
    public async ValueTask<CallToolResult> CallToolAsync(
        ToolDefinition operation, RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        var observation = telemetry.Begin(operation, request.Params);
        try
        {
            using var refusal = await dispatcher.RefuseAsync(operation, request, cancellationToken);
            if (refusal is not null)
                return Read(refusal);
            var arguments = request.Params.Arguments;
            FieldTree? fields = null;
            if (operation.Fields?.TryTake(request.Params.Arguments, out arguments, out fields, out var unknown) == false)
                return Refused(observation, await visibility.Of(request, cancellationToken).IsVisibleAsync(operation) ? unknown : HiddenArguments);
            if (!ArgumentBinder.TryBind(operation.Request, arguments, operation.Options.MaxRequestBytes, limits, out var planned, out var errors))
                return Refused(observation, await ExplainAsync(operation, request, errors, cancellationToken));
            if (operation.AsksUser)
            {
                // A question, and a word about it, tell of the tool.
                using var denied = await dispatcher.RehearseAsync(operation, planned, request, cancellationToken);
                if (denied is not null)
                    return Read(denied);
                if (confirmation.ReasonAgainst(operation, request) is { } reason)
                    return Refused(observation, reason);
            }

            using var response = FieldProjection.Apply(fields, await dispatcher.DispatchAsync(operation, planned, request, cancellationToken));
            return Read(response);
        }
        catch (CallEndedException exception)
        {
            observation.End("ended");
            return ErrorResult.Of(exception.Message);
        }
        catch (Exception exception)
        {
            observation.End(OutcomeOf(exception), failed: exception is not InputRequiredException);
            throw;
        }

        CallToolResult Read(ActionResponse response)
        {
            var version = ProtocolVersion.Of(request);
            var result = (request.Server as IResultSink)?.Take(operation, response, version)
                ?? ResultReader.Read(operation, response, version, request.Params.Arguments);
            observation.EndWithStatus(response.StatusCode);
            return result;
        }
    }

    /// <inheritdoc />
    public async ValueTask<ReadResourceResult> ReadResourceAsync(
        ResourceDefinition resource,
        IDictionary<string, JsonElement> arguments,
        RequestContext<ReadResourceRequestParams> request,
        CancellationToken cancellationToken)
    {
        var operation = resource.Call;
        var observation = telemetry.Begin(operation, request.Params);
        try
        {
            using var refusal = await dispatcher.RefuseAsync(operation, request, cancellationToken);
            if (refusal is not null)
                return Read(refusal);
            if (!ArgumentBinder.TryBind(operation.Request, arguments, operation.Options.MaxRequestBytes, limits, out var planned, out var errors))
                throw new McpProtocolException(await ExplainAsync(operation, request, errors, cancellationToken), McpErrorCode.InvalidParams);
            using var response = await dispatcher.DispatchAsync(operation, planned, request, cancellationToken);
            return Read(response);
        }
        catch (CallEndedException exception)
        {
            observation.End("ended");
            throw new McpProtocolException(exception.Message, exception, McpErrorCode.InternalError);
        }
        catch (Exception exception)
        {
            observation.End(OutcomeOf(exception));
            throw;
        }

        ReadResourceResult Read(ActionResponse response)
        {
            var result = ResourceReader.Read(resource, request.Params.Uri, response, ProtocolVersion.Of(request), arguments);
            observation.EndWithStatus(response.StatusCode);
            return result;
        }
    }

    // Over HTTP authorization comes before the arguments are looked at, and what they should be is no business of a caller
    // to whom the list does not tell it.
    private async ValueTask<string> ExplainAsync(
        ToolDefinition operation, MessageContext message, ArgumentErrors errors, CancellationToken cancellationToken) =>
        await visibility.Of(message, cancellationToken).IsVisibleAsync(operation)
            ? errors.ToString()
            : HiddenArguments;

    private static CallToolResult Refused(CallObservation observation, string reason)
    {
        observation.End("refused");
        return ErrorResult.Of(reason);
    }

    private static string OutcomeOf(Exception exception) => exception switch
    {
        InputRequiredException => "input_required",
        OperationCanceledException => "cancelled",
        McpProtocolException => "refused",
        _ => "failed",
    };
}
