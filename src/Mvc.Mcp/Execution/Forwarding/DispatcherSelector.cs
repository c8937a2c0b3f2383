using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;
using Mvc.Mcp.Execution.InProcess;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Results;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution.Forwarding;

/// <summary>Sends a call where the options of its endpoint say.</summary>
internal sealed class DispatcherSelector(IServiceProvider services, ForwardedDispatcher forwarded) : IActionDispatcher
{
    // Made when first needed: an application without controllers has nothing to run in process.
    private readonly Lazy<InProcessDispatcher> _inProcess = new(services.GetRequiredService<InProcessDispatcher>);

    /// <inheritdoc />
    public ValueTask<ActionResponse> DispatchAsync(
        ToolDefinition operation, ActionRequest request, MessageContext call, CancellationToken cancellationToken) =>
        operation.Options.Forwarding is null
            ? _inProcess.Value.DispatchAsync(operation, request, call, cancellationToken)
            : forwarded.DispatchAsync(operation, request, call, cancellationToken);
}
