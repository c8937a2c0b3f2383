using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Protocol.Calls;

/// <summary>
/// What the options of a server put around a tool and around what is sent, in the order in which the SDK's own server
/// does: tool, filters of calls, outcome as a result, filters with alternate results, server's name, filters of outgoing
/// messages.
/// </summary>
// The filters with alternate results are marked experimental. The official host always adds one, so there is no call without.
#pragma warning disable MCPEXP002
internal sealed partial class ActionCallPipeline
{
    private static readonly JsonTypeInfo<CallToolResult> _resultType = JsonTypes.Of<CallToolResult>();
    private static readonly JsonTypeInfo<InputRequiredResult> _inputRequiredType = JsonTypes.Of<InputRequiredResult>();
    private static readonly JsonTypeInfo<JsonObject> _objectType = JsonTypes.Of<JsonObject>();

    private readonly McpServerOptions _options;
    private readonly ILogger _logger;
    private readonly McpRequestHandler<CallToolRequestParams, CallToolResult> _call;
    private readonly McpRequestHandler<CallToolRequestParams, ResultOrAlternate<CallToolResult>> _whole;
    private readonly JsonElement _serverInfo;
    private readonly bool _resultsAreSeen;

    public ActionCallPipeline(McpServerOptions options, ILogger logger)
    {
        _options = options;
        _logger = logger;
        var filters = options.Filters;
        _call = filters.Request.CallToolFilters.Reverse().Aggregate(
            (McpRequestHandler<CallToolRequestParams, CallToolResult>)InvokeTool, (next, filter) => filter(next));
        _whole = filters.Request.CallToolWithAlternateFilters.Reverse().Aggregate(
            (McpRequestHandler<CallToolRequestParams, ResultOrAlternate<CallToolResult>>)CallAsync,
            (next, filter) => (request, cancellationToken) => filter(request, next, cancellationToken));
        Send = filters.Message.OutgoingFilters.Reverse().Aggregate((McpMessageHandler)Write, (next, filter) => filter(next));
        _serverInfo = JsonSerializer.SerializeToElement(options.ServerInfo!, JsonTypes.Of<Implementation>());
        MessagesAreSeen = !KnownFilters.AreAll(filters.Message.OutgoingFilters);
        _resultsAreSeen = MessagesAreSeen ||
            !KnownFilters.AreAll(filters.Request.CallToolFilters) ||
            !KnownFilters.AreAll(filters.Request.CallToolWithAlternateFilters);
    }

    /// <summary>Whether the application has filters of outgoing messages: then an answer is a message before it is bytes.</summary>
    public bool MessagesAreSeen { get; }

    /// <summary>Sends a message through the filters of outgoing messages.</summary>
    public McpMessageHandler Send { get; }

    /// <summary>
    /// Whether a pipeline is all that the options ask for. A handler that stands in the place of all calls leaves them to the
    /// SDK.
    /// </summary>
    public static bool IsWhole(McpServerOptions options) => options.Handlers.CallToolWithAlternateHandler is null;

    /// <summary>What writes the answer to a request from an action's bytes; null where the application's filters see results or messages.</summary>
    public AnswerWriter? CreateWriter(RequestId id, string? protocolVersion) =>
        _resultsAreSeen ? null : new(id, ProtocolVersions.StandsAlone(protocolVersion) ? _serverInfo : null);

    /// <summary>Runs the tool and gives the result of the call: the tool's, or what it needs the client to answer first.</summary>
    /// <exception cref="McpException">A filter or the tool refuses the call.</exception>
    public async ValueTask<CallOutcome> RunAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        var standsAlone = ProtocolVersions.StandsAlone(request.Server.NegotiatedProtocolVersion);
        ResultOrAlternate<CallToolResult> outcome;
        try
        {
            outcome = await RunFiltersAsync(request, cancellationToken);
        }
        catch (InputRequiredException exception) when (standsAlone)
        {
            exception.Result.Meta = WithServerInfo(exception.Result.Meta);
            return new(exception.Result, _inputRequiredType);
        }
        catch (InputRequiredException exception)
        {
            throw CannotAsk(exception);
        }

        if (outcome.IsAlternate)
            return new(Alternate(outcome, standsAlone), _objectType);

        var result = outcome.Result!;
        if (standsAlone)
        {
            result.ResultType ??= "complete";
            result.Meta = WithServerInfo(result.Meta);
        }

        return new(result, _resultType);
    }

    private static Task Write(MessageContext sent, CancellationToken cancellationToken) =>
        ((RequestServer)sent.Server).WriteAsync(sent.JsonRpcMessage, cancellationToken);

    private JsonObject Alternate(ResultOrAlternate<CallToolResult> outcome, bool standsAlone)
    {
        var result = JsonSerializer.SerializeToNode(outcome.Alternate, outcome.AlternateTypeInfo!)!.AsObject();
        if (standsAlone)
            result["_meta"] = WithServerInfo(result["_meta"] as JsonObject);
        else if (result["resultType"] is JsonValue type && type.TryGetValue(out string? name) && name == "input_required")
            throw CannotAsk(null);
        return result;
    }

    private static McpException CannotAsk(Exception? reason) =>
        new("The tool needs an answer of the user, for which this client and connection have no way.", reason);

    // A filter may hand out one result to several calls, so what others might be reading is not changed.
    private JsonObject WithServerInfo(JsonObject? meta)
    {
        var named = meta is null ? [] : (JsonObject)meta.DeepClone();
        named[MetaKeys.ServerInfo] = JsonObject.Create(_serverInfo);
        return named;
    }

    private async ValueTask<ResultOrAlternate<CallToolResult>> RunFiltersAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        Match(request);
        try
        {
            var outcome = await _whole(request, cancellationToken);
            if (!outcome.IsAlternate && request.Server is not RequestServer { HasFailed: true })
                LogCompleted(request.Params.Name, outcome.Result!.IsError is true);
            return outcome;
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            Tell(request, exception);
            if (exception is McpProtocolException)
                throw;

            return Failed(request.Params.Name, exception);
        }
    }

    private async ValueTask<ResultOrAlternate<CallToolResult>> CallAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        Match(request);
        try
        {
            return await _call(request, cancellationToken);
        }
        catch (Exception exception) when (IsFailure(exception, cancellationToken))
        {
            Tell(request, exception);
            if (exception is McpProtocolException)
                throw;

            return Failed(request.Params.Name, exception);
        }
    }

    private void Match(RequestContext<CallToolRequestParams> request)
    {
        if (_options.ToolCollection is { } tools && tools.TryGetPrimitive(request.Params.Name, out var tool))
            request.MatchedPrimitive = tool;
    }

    private ValueTask<CallToolResult> InvokeTool(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        if (request.MatchedPrimitive is McpServerTool tool)
            return tool.InvokeAsync(request, cancellationToken);

        return _options.Handlers.CallToolHandler is { } handler
            ? handler(request, cancellationToken)
            : throw new McpProtocolException($"Unknown tool: '{request.Params.Name}'", McpErrorCode.InvalidParams);
    }

    private static bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is not InputRequiredException && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    // What passes the filters of both kinds is told once.
    private void Tell(RequestContext<CallToolRequestParams> request, Exception exception)
    {
        if (request.Server is not RequestServer server || server.Fail(exception))
            LogFailed(exception, request.Params.Name);
    }

    private static CallToolResult Failed(string name, Exception exception)
    {
        // Only what is meant for the client may be told to it.
        var reason = exception is McpException ? $": {exception.Message}" : ".";
        return new() { IsError = true, Content = [new TextContentBlock { Text = $"An error occurred invoking '{name}'{reason}" }] };
    }

    [LoggerMessage(1, LogLevel.Information, "\"{ToolName}\" completed. IsError = {IsError}.")]
    private partial void LogCompleted(string toolName, bool isError);

    [LoggerMessage(2, LogLevel.Error, "\"{ToolName}\" threw an unhandled exception.")]
    private partial void LogFailed(Exception exception, string toolName);
}
