using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Invocation.Arguments;
using Mvc.Mcp.Invocation.InProcess;
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
        catch (Exception exception) when (exception is TimeoutException or ResponseTooLargeException)
        {
            return ErrorResult.Of(exception.Message);
        }
    }
}
