using ModelContextProtocol.Server;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Results;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution;

/// <summary>Sends the request of a tool call to the action and brings back its response.</summary>
internal interface IActionDispatcher
{
    /// <summary>Sends <paramref name="request"/> to the action of <paramref name="operation"/>.</summary>
    /// <param name="operation">The operation, which names the action.</param>
    /// <param name="request">The request to send.</param>
    /// <param name="call">The tool call: its services and its caller.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="CallEndedException">One of the library's limits ended the call.</exception>
    /// <returns>The response, whatever its status; the caller disposes it.</returns>
    ValueTask<ActionResponse> DispatchAsync(
        ToolDefinition operation, ActionRequest request, MessageContext call, CancellationToken cancellationToken);

    /// <summary>
    /// Refuses a call whose user may not make it whatever its arguments are. It is asked before they are looked at, so that
    /// whoever may not call makes no work.
    /// </summary>
    /// <returns>What the caller is answered, which it disposes; null where the call goes on.</returns>
    ValueTask<ActionResponse?> RefuseAsync(ToolDefinition operation, MessageContext call, CancellationToken cancellationToken);

    /// <summary>
    /// Refuses a call that routing or authorization would refuse, before anything else is done about it that tells of the
    /// tool, such as asking its user.
    /// </summary>
    /// <returns>What the caller is answered, which it disposes; null where the call would reach the action.</returns>
    ValueTask<ActionResponse?> RehearseAsync(
        ToolDefinition operation, ActionRequest request, MessageContext call, CancellationToken cancellationToken);
}
