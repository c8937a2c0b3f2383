using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;
using Mvc.Mcp.Execution.InProcess;
using Mvc.Mcp.Execution.Pipeline;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Results;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution.Forwarding;

/// <summary>Sends a call where the options of its endpoint say.</summary>
internal sealed class DispatcherSelector(IServiceProvider services, ForwardedDispatcher forwarded) : IActionDispatcher
{
    // Made when first needed: an application without controllers has nothing to run in process.
    private readonly Lazy<InProcessDispatcher> _inProcess = new(services.GetRequiredService<InProcessDispatcher>);
    private readonly Lazy<PipelineDispatcher> _throughPipeline = new(services.GetRequiredService<PipelineDispatcher>);

    /// <inheritdoc />
    public ValueTask<ActionResponse> DispatchAsync(
        ToolDefinition operation, ActionRequest request, MessageContext call, CancellationToken cancellationToken) =>
        DispatcherOf(operation).DispatchAsync(operation, request, call, cancellationToken);

    /// <inheritdoc />
    public ValueTask<ActionResponse?> RefuseAsync(ToolDefinition operation, MessageContext call, CancellationToken cancellationToken) =>
        DispatcherOf(operation).RefuseAsync(operation, call, cancellationToken);

    /// <inheritdoc />
    public ValueTask<ActionResponse?> RehearseAsync(
        ToolDefinition operation, ActionRequest request, MessageContext call, CancellationToken cancellationToken) =>
        DispatcherOf(operation).RehearseAsync(operation, request, call, cancellationToken);

    private IActionDispatcher DispatcherOf(ToolDefinition operation) => operation.Options switch
    {
        { Forwarding: not null } => forwarded,
        { RunThroughPipeline: true } => _throughPipeline.Value,
        _ => _inProcess.Value,
    };
}
