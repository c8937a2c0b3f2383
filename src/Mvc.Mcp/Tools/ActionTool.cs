using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Tools;

/// <summary>An API operation as a tool of the SDK, so that it stands in <c>ToolCollection</c> beside hand-written ones.</summary>
internal sealed class ActionTool : McpServerTool
{
    private readonly IActionCaller _caller;

    public ActionTool(ToolDefinition definition, IActionCaller caller)
    {
        Definition = definition;
        _caller = caller;
        // The action itself, not its authorization data: whoever finds [Authorize] here would check it a second time
        // with other rules than MVC's.
        Metadata = definition.Operation.ApiDescription is { } description ? [description.ActionDescriptor] : [];
    }

    /// <summary>What the catalog decided of the operation.</summary>
    public ToolDefinition Definition { get; }

    /// <inheritdoc />
    public override Tool ProtocolTool => Definition.Tool;

    /// <inheritdoc />
    public override IReadOnlyList<object> Metadata { get; }

    /// <inheritdoc />
    public override ValueTask<CallToolResult> InvokeAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default) =>
        _caller.CallToolAsync(Definition, request, cancellationToken);
}
