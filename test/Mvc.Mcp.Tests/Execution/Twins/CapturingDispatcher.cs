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
        Response = new Answer(
            response.StatusCode,
            response.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            response.Body.ToArray());
        return response;
    }
}
