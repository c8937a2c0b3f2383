using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Invocation.Arguments;
using Mvc.Mcp.Invocation.Results;

namespace Mvc.Mcp.Invocation;

/// <summary>Carries out a tool call: arguments become a request, the request is dispatched, the response becomes the result.</summary>
internal sealed class ActionCaller(IActionDispatcher dispatcher) : IActionCaller
{
    /// <inheritdoc />
    public async ValueTask<CallToolResult> CallToolAsync(
        OperationDefinition operation, RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        if (!ArgumentBinder.TryBind(operation.Request, request.Params.Arguments, operation.Options.MaxRequestBytes, out var planned, out var errors))
            return ErrorResult.Of(errors.ToString());
        try
        {
            using var response = await dispatcher.DispatchAsync(operation, planned, request, cancellationToken);
            return ResultReader.Read(operation, response, ProtocolRevision.Of(request));
        }
        catch (CallEndedException exception)
        {
            return ErrorResult.Of(exception.Message);
        }
    }

    /// <inheritdoc />
    public async ValueTask<ReadResourceResult> ReadResourceAsync(
        ResourceDefinition resource,
        IDictionary<string, JsonElement> arguments,
        RequestContext<ReadResourceRequestParams> request,
        CancellationToken cancellationToken)
    {
        var operation = resource.Operation;
        if (!ArgumentBinder.TryBind(operation.Request, arguments, operation.Options.MaxRequestBytes, out var planned, out var errors))
            throw new McpProtocolException(errors.ToString(), McpErrorCode.InvalidParams);
        try
        {
            using var response = await dispatcher.DispatchAsync(operation, planned, request, cancellationToken);
            return ResourceReader.Read(resource, request.Params.Uri, response, ProtocolRevision.Of(request));
        }
        catch (Exception exception) when (exception is TimeoutException or ResponseTooLargeException)
        {
            throw new McpProtocolException(exception.Message, exception, McpErrorCode.InternalError);
        }
    }
}
