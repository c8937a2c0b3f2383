using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Execution;
using Mvc.Mcp.Execution.InProcess;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Results;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Tests.Execution.Twins;

/// <summary>Keeps the request and the response of the last tool call.</summary>
internal sealed class CapturingDispatcher(InProcessDispatcher inner) : IActionDispatcher
{
    public ActionRequest? Request { get; private set; }

    public Answer? Response { get; private set; }

    public void Clear() => (Request, Response) = (null, null);

    public async ValueTask<ActionResponse> DispatchAsync(
        ToolDefinition operation, ActionRequest request, MessageContext call, CancellationToken cancellationToken)
    {
        Request = request;
        var response = await inner.DispatchAsync(operation, request, call, cancellationToken);
        Response = AnswerOf(response);
        return response;
    }

    // The request that is compared is the one that would have been sent.
    public async ValueTask<ActionResponse?> RefuseAsync(ToolDefinition operation, MessageContext call, CancellationToken cancellationToken)
    {
        var refusal = await inner.RefuseAsync(operation, call, cancellationToken);
        if (refusal is not null && ArgumentBinder.TryBind(
            operation.Request, ((RequestContext<CallToolRequestParams>)call).Params.Arguments, long.MaxValue, RequestLimits.Default, out var request, out _))
        {
            Request = request;
            Response = AnswerOf(refusal);
        }

        return refusal;
    }

    public ValueTask<ActionResponse?> RehearseAsync(
        ToolDefinition operation, ActionRequest request, MessageContext call, CancellationToken cancellationToken) =>
        inner.RehearseAsync(operation, request, call, cancellationToken);

    private static Answer AnswerOf(ActionResponse response) => new(
        response.StatusCode,
        response.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        response.Body.ToArray());
}
