using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Invocation.Progress;

namespace Mvc.Mcp.Invocation.InProcess;

/// <inheritdoc cref="IToolCallFeature" />
internal sealed record ToolCall(
    OperationDefinition Operation, ActionEndpoint Endpoint, MessageContext Message, HttpContext? Caller, ProgressReporter? Progress, int Depth) : IToolCallFeature;
