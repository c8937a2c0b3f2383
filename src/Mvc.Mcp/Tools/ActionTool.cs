using System.Runtime.CompilerServices;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Tools;

/// <summary>An API operation as a tool of the SDK, so that it stands in <c>ToolCollection</c> beside hand-written ones.</summary>
internal sealed class ActionTool : McpServerTool
{
    // Filters of lists see what clients are told of a tool, and not the tool: this leads back.
    private static readonly ConditionalWeakTable<Tool, ActionTool> _ofTools = [];

    private readonly IActionCaller _caller;

    public ActionTool(ToolDefinition definition, IActionCaller caller)
    {
        Definition = definition;
        _caller = caller;
        // The action itself, not its authorization data: whoever finds [Authorize] here would check it a second time
        // with other rules than MVC's.
        Metadata = definition.Operation.ApiDescription is { } description ? [description.ActionDescriptor] : [];
        _ofTools.AddOrUpdate(definition.Tool, this);
        _ofTools.AddOrUpdate(definition.LegacyTool, this);
    }

    /// <summary>The action that <paramref name="tool"/> tells clients of, whichever snapshot of whichever catalog it is from; null for a hand-written tool.</summary>
    public static ActionTool? Of(Tool tool) => _ofTools.TryGetValue(tool, out var known) ? known : null;

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
