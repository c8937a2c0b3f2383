using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution.Visibility;

/// <summary>The operations as one caller sees them. What was found out about one serves the next.</summary>
internal interface ICallerView
{
    /// <summary>Whether <paramref name="operation"/> stands in the caller's list.</summary>
    ValueTask<bool> IsVisibleAsync(ToolDefinition operation);

    /// <summary>Whether another caller might have been told otherwise of one of them.</summary>
    bool DependsOnCaller { get; }
}
