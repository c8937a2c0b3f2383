using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Server;
using Mvc.Mcp.Execution.Progress;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution.InProcess;

/// <inheritdoc cref="IToolCallFeature" />
internal sealed record ToolCall(
    ToolDefinition Operation, ActionEndpoint Endpoint, MessageContext Message, HttpContext? Caller, ProgressReporter? Progress, int Depth) : IToolCallFeature
{
    /// <inheritdoc />
    public bool Reached { get; set; }

    /// <inheritdoc />
    public bool AuthenticatesItself { get; set; }
}
