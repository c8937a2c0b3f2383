using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;

namespace Mvc.Mcp.Invocation.InProcess;

/// <inheritdoc cref="IToolCallFeature" />
internal sealed record ToolCall(OperationDefinition Operation, MessageContext Message, HttpContext? Caller, int Depth) : IToolCallFeature;
