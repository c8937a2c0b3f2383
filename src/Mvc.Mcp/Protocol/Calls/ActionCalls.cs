using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Protocol.Logging;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Protocol.Calls;

/// <summary>
/// Answers calls of tools that stand for actions where the request came in and without a server of the SDK: the official
/// host makes one for each request without a session, which costs more than the action.
/// </summary>
/// <remarks>
/// An action knows HTTP alone, so nothing that only a session has can be missed. A tool written for the SDK may use all of
/// it, and keeps it; so do applications that look into the session itself, by filters of incoming messages or by the
/// SDK's telemetry. Nothing is refused here: what is not exactly a call of an action in order is left to the official host.
/// </remarks>
internal sealed partial class ActionCalls(
    StatelessRequests stateless, IOptions<McpServerOptions> server, IOptions<HttpServerTransportOptions> transport, CallLoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger<McpServer>();
    private ActionCallPipeline? _pipeline;

    /// <summary>Whether <paramref name="message"/> is a call that is answered here; if so, the call is as filters see it.</summary>
    /// <param name="http">The request that brought it.</param>
    /// <param name="message">A message whose parameters are of their kinds.</param>
    /// <param name="version">The protocol version that the header names, if any; it is one that is served.</param>
    /// <param name="tool">The tool that the message names, if any.</param>
    /// <param name="call">The call.</param>
    public bool Take(HttpContext http, JsonRpcMessage message, string? version, McpServerTool? tool, [NotNullWhen(true)] out ActionCall? call)
    {
        call = null;
        if (tool is not ActionTool ||
            message is not JsonRpcRequest request ||
            !stateless.Include(http.Request, request, version) ||
            !ActionCallPipeline.IsWhole(server.Value) ||
            !StatelessRequests.TryDescribe(http, request, version) ||
            !CallParameters.TryRead(request, out var parameters))
        {
            return false;
        }

        call = new(request, parameters, version);
        return true;
    }

    /// <summary>Answers <paramref name="call"/>.</summary>
    /// <exception cref="OperationCanceledException">The client has left.</exception>
    public async Task AnswerAsync(HttpContext http, ActionCall call)
    {
        // Filters may be added until the first request; by then their list is complete.
        var pipeline = _pipeline ??= new ActionCallPipeline(server.Value, _logger);
        var context = call.Request.Context!;
        await using var answer = new AnswerStream(http, transport.Value.TimeProvider, ProtocolVersions.StandsAlone(call.Version));
        using var writer = pipeline.CreateWriter(call.Request.Id, call.Version);
        var requestServer = new RequestServer(context, http.RequestServices, server.Value, pipeline.Send, answer, writer);
        try
        {
            var request = new RequestContext<CallToolRequestParams>(requestServer, call.Request, call.Parameters);
            var outcome = await pipeline.RunAsync(request, http.RequestAborted);
            if (writer?.AnswerOf(outcome.Result) is { } written)
            {
                await answer.SendAnswerAsync(written, http.RequestAborted);
            }
            else if (pipeline.MessagesAreSeen)
            {
                await requestServer.SendAsync(
                    new JsonRpcResponse { Id = call.Request.Id, Result = outcome.ToTree(), Context = context }, http.RequestAborted);
            }
            else
            {
                using var bytes = ServerSentEvent.OfResult(call.Request.Id, outcome, static (json, result) => result.WriteTo(json));
                await answer.SendAnswerAsync(bytes.Written, http.RequestAborted);
            }
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested))
        {
            if (exception is not McpException)
                LogFailed(exception, call.Request.Id);
            await requestServer.SendAsync(
                new JsonRpcError { Id = call.Request.Id, Error = CallFailure.Of(exception), Context = new() }, http.RequestAborted);
        }
    }

    [LoggerMessage(3, LogLevel.Warning, "The call with the request id {Id} failed.")]
    private partial void LogFailed(Exception exception, RequestId id);
}
