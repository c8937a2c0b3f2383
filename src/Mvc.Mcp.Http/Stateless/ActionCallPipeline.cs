using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.AspNetCore.Protocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Stateless;

/// <summary>
/// What the options of a server put around a tool and around what is sent, in the order in which the SDK's own server
/// does: tool, filters of calls, outcome as a result, server's name, filters of outgoing messages.
/// </summary>
internal sealed partial class ActionCallPipeline
{
    private static readonly JsonTypeInfo<CallToolResult> ResultType = JsonTypes.Of<CallToolResult>();

    private static readonly JsonTypeInfo<InputRequiredResult> InputRequiredType = JsonTypes.Of<InputRequiredResult>();

    private readonly McpServerOptions _options;
    private readonly ILogger _logger;
    private readonly McpRequestHandler<CallToolRequestParams, CallToolResult> _call;
    private readonly JsonElement _serverInfo;

    public ActionCallPipeline(McpServerOptions options, ILogger<McpServer> logger)
    {
        _options = options;
        _logger = logger;
        IsWhole = HasNothingElse(options);
        _call = options.Filters.Request.CallToolFilters.Reverse().Aggregate(
            (McpRequestHandler<CallToolRequestParams, CallToolResult>)InvokeTool, (next, filter) => filter(next));
        Send = options.Filters.Message.OutgoingFilters.Reverse().Aggregate(
            (McpMessageHandler)Write, (next, filter) => filter(next));
        _serverInfo = JsonSerializer.SerializeToElement(options.ServerInfo, McpJsonUtilities.DefaultOptions);
    }

    /// <summary>Whether that is all that the options ask for; if not, the call is the SDK's.</summary>
    public bool IsWhole { get; }

    /// <summary>Sends a message through the filters of outgoing messages.</summary>
    public McpMessageHandler Send { get; }

    /// <summary>Runs the tool and gives the result of the call: the tool's, or what it needs the client to answer first.</summary>
    /// <exception cref="McpProtocolException">A filter or the tool refuses the call.</exception>
    public async ValueTask<JsonObject> RunAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        try
        {
            var result = await CallAsync(request, cancellationToken);
            result.ResultType ??= "complete";
            result.Meta = WithServerInfo(result.Meta);
            return Tree(result, ResultType);
        }
        catch (InputRequiredException exception)
        {
            exception.Result.Meta = WithServerInfo(exception.Result.Meta);
            return Tree(exception.Result, InputRequiredType);
        }
    }

    // Filters see a tree; as long as none looks into it, it is no more than the text it was made of.
    private static JsonObject Tree<T>(T result, JsonTypeInfo<T> type) => JsonObject.Create(JsonSerializer.SerializeToElement(result, type))!;

    // A filter may hand out one result to several calls, so what others might be reading is not changed.
    private JsonObject WithServerInfo(JsonObject? meta)
    {
        var named = meta is null ? [] : (JsonObject)meta.DeepClone();
        named[MetaKeys.ServerInfo] = JsonObject.Create(_serverInfo);
        return named;
    }

    private static bool HasNothingElse(McpServerOptions options) =>
        options is { ServerInfo: not null, Handlers.CallToolHandler: null, Filters.Message.IncomingFilters.Count: 0 }
#pragma warning disable MCPEXP002 // Named only to leave those who use them to the SDK.
        && options is { Handlers.CallToolWithAlternateHandler: null, Filters.Request.CallToolWithAlternateFilters.Count: 0 }
        && options.RequestHandlers is not { Count: > 0 };
#pragma warning restore MCPEXP002

    private async ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        var name = request.Params.Name;
        if (_options.ToolCollection is { } tools && tools.TryGetPrimitive(name, out var tool))
            request.MatchedPrimitive = tool;

        try
        {
            var result = await _call(request, cancellationToken);
            LogCompleted(name, result.IsError is true);
            return result;
        }
        catch (Exception exception) when (exception is not InputRequiredException
            && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            LogFailed(exception, name);
            if (exception is McpProtocolException)
                throw;

            // Only what is meant for the client may be told to it.
            var reason = exception is McpException ? $": {exception.Message}" : ".";
            return new() { IsError = true, Content = [new TextContentBlock { Text = $"An error occurred invoking '{name}'{reason}" }] };
        }
    }

    private static ValueTask<CallToolResult> InvokeTool(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken) =>
        request.MatchedPrimitive is McpServerTool tool
            ? tool.InvokeAsync(request, cancellationToken)
            : throw new McpProtocolException($"Unknown tool: '{request.Params.Name}'", McpErrorCode.InvalidParams);

    private static Task Write(MessageContext sent, CancellationToken cancellationToken) =>
        ((RequestServer)sent.Server).WriteAsync(sent.JsonRpcMessage, cancellationToken);

    [LoggerMessage(1, LogLevel.Information, "\"{ToolName}\" completed. IsError = {IsError}.")]
    private partial void LogCompleted(string toolName, bool isError);

    [LoggerMessage(2, LogLevel.Error, "\"{ToolName}\" threw an unhandled exception.")]
    private partial void LogFailed(Exception exception, string toolName);
}
