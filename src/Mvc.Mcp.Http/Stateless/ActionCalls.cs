using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.AspNetCore.Hosting;
using ModelContextProtocol.AspNetCore.Writing;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ModelContextProtocol.AspNetCore.Stateless;

/// <summary>
/// Answers calls of tools that stand for actions of MVC, in revision 2026-07-28, where the request came in and without a
/// server of the SDK: a session reads and writes every message twice and changes threads three times for it, which costs
/// as much as a plain request of the same action.
/// </summary>
/// <remarks>
/// An action knows HTTP alone, so nothing that only a session has can be missed. A tool written for the SDK may use all of
/// it, and keeps it; so do applications that look into the session itself, by filters of incoming messages or by the
/// SDK's telemetry.
/// </remarks>
internal sealed partial class ActionCalls(ServerBlueprint blueprint, ILogger<McpServer> logger)
{
    private ActionCallPipeline? _pipeline;

    /// <summary>Whether <paramref name="message"/> is a call that is answered here.</summary>
    /// <param name="http">The request that brought it.</param>
    /// <param name="message">A message of revision 2026-07-28, whose parameters have been checked.</param>
    /// <param name="options">The server's options.</param>
    /// <param name="call">The call.</param>
    public bool Take(HttpContext http, JsonRpcMessage message, McpServerOptions options, [NotNullWhen(true)] out JsonRpcRequest? call)
    {
        call = message as JsonRpcRequest;
        return call is { Method: RequestMethods.ToolsCall }
            && blueprint.IsShared
            && PipelineOf(options).IsWhole
            && !SdkTelemetry.IsObserved
            && IsAction(http, call.Params!["name"]!.GetValue<string>(), options);
    }

    /// <summary>Answers <paramref name="call"/> on <paramref name="response"/>.</summary>
    /// <exception cref="OperationCanceledException">The client has left.</exception>
    public async Task AnswerAsync(HttpContext http, JsonRpcRequest call, McpServerOptions options, EventStream response)
    {
        var pipeline = PipelineOf(options);
        var context = call.Context!;
        var server = new RequestServer(context, http.RequestServices, options, pipeline.Send, response);
        try
        {
            RequestMetadata.Read(call);
            var request = new RequestContext<CallToolRequestParams>(server, call, CallParameters.Read(call));
            var result = await pipeline.RunAsync(request, http.RequestAborted);
            await server.SendAsync(new JsonRpcResponse { Id = call.Id, Result = result, Context = context }, http.RequestAborted);
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested))
        {
            if (exception is not McpException)
                LogFailed(exception, call.Id);
            await server.SendAsync(new JsonRpcError { Id = call.Id, Error = CallFailure.Of(exception), Context = new() }, http.RequestAborted);
        }
    }

    // Filters may be added until the first request; by then their list is complete.
    private ActionCallPipeline PipelineOf(McpServerOptions options) => _pipeline ??= new ActionCallPipeline(options, logger);

    private static bool IsAction(HttpContext http, string name, McpServerOptions options)
    {
        McpServerTool? tool = null;
        options.ToolCollection?.TryGetPrimitive(name, out tool);
        // An endpoint with tools of its own says so in its metadata; they do not hide those written by hand.
        if (tool is null || IsAction(tool))
            tool = http.GetEndpoint()?.Metadata.GetMetadata<Func<string, McpServerTool?>>() is { } find ? find(name) : tool;
        return tool is not null && IsAction(tool);
    }

    private static bool IsAction(McpServerTool tool)
    {
        var metadata = tool.Metadata;
        for (var i = 0; i < metadata.Count; i++)
        {
            if (metadata[i] is ActionDescriptor)
                return true;
        }

        return false;
    }

    [LoggerMessage(3, LogLevel.Warning, "The call with the request id {Id} failed.")]
    private partial void LogFailed(Exception exception, RequestId id);
}
