using System.Collections.ObjectModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Execution.Progress;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution.InProcess;

/// <inheritdoc cref="IToolCallFeature" />
internal sealed record ToolCall(
    ToolDefinition Operation, ActionEndpoint Endpoint, MessageContext Message, HttpContext? Caller, ProgressReporter? Progress, int Depth)
    : IToolCallFeature, IMcpToolCallFeature
{
    private IReadOnlyDictionary<string, JsonElement>? _arguments;

    /// <inheritdoc />
    public bool Reached { get; set; }

    /// <inheritdoc />
    public bool AuthenticatesItself { get; set; }

    /// <inheritdoc />
    public string ToolName => Operation.Tool.Name;

    /// <inheritdoc />
    public Implementation? Client => Message.Server.ClientInfo;

    /// <inheritdoc />
    public string? ProtocolVersion => Tools.ProtocolVersion.Of(Message);

    /// <inheritdoc />
    public IReadOnlyDictionary<string, JsonElement> Arguments => _arguments ??=
        Message is RequestContext<CallToolRequestParams> { Params.Arguments: { } sent }
            ? new ReadOnlyDictionary<string, JsonElement>(sent)
            : ReadOnlyDictionary<string, JsonElement>.Empty;

    /// <inheritdoc />
    // An action that calls a tool is no MCP request itself.
    public HttpContext? McpRequest => Caller?.Features[typeof(IMcpToolCallFeature)] is IMcpToolCallFeature around ? around.McpRequest : Caller;
}
