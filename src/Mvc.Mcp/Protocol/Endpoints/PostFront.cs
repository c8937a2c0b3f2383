using System.Buffers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Protocol.Calls;
using Mvc.Mcp.Protocol.Guard;
using Mvc.Mcp.Protocol.Lists;

namespace Mvc.Mcp.Protocol.Endpoints;

/// <summary>
/// Answers what a client POSTs: reads it, refuses what the official host takes for an error of its own, answers calls of
/// actions and lists of tools, and leaves everything else to the official host, with the body it would have had.
/// </summary>
internal sealed class PostFront(ProtocolVersionCheck versions, ActionCalls calls, ToolLists lists)
{
    /// <summary>Answers, or says why not.</summary>
    public async Task<JsonRpcErrorResult?> AnswerAsync(HttpContext http, RequestDelegate official, McpEndpointMetadata endpoint)
    {
        if (MediaTypes.CheckContent(http.Request) is { } unsupported)
            return unsupported;

        var (body, error) = await RequestBody.ReadAsync(http);
        if (error is not null)
            return error;

        var message = MessageParser.Parse(body, out error);
        if (message is not null)
        {
            error = Check(http.Request, message, endpoint, out var version, out var tool);
            if (error is null && calls.Take(http, message, version, tool, out var call))
            {
                http.Request.BodyReader.AdvanceTo(body.End);
                await calls.AnswerAsync(http, call);
                return null;
            }

            if (error is null && await lists.TryAnswerAsync(http, message, version, endpoint))
            {
                http.Request.BodyReader.AdvanceTo(body.End);
                return null;
            }

            error ??= ParameterCheck.CheckWhole(message, version);
        }

        if (error is not null)
        {
            http.Request.BodyReader.AdvanceTo(body.End);
            return message is null ? error : error.For(message);
        }

        await PassAsync(http, official, body);
        return null;
    }

    /// <summary>Answers on the transport of protocol version 2024-11-05, or says why not.</summary>
    public static async Task<JsonRpcErrorResult?> AnswerLegacyAsync(HttpContext http, RequestDelegate official)
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            await official(http);
            return null;
        }

        if (MediaTypes.CheckContent(http.Request) is { } unsupported)
            return unsupported;

        var (body, error) = await RequestBody.ReadAsync(http);
        if (error is not null)
            return error;

        if (MessageParser.Parse(body, out error) is null)
        {
            http.Request.BodyReader.AdvanceTo(body.End);
            return error;
        }

        await PassAsync(http, official, body);
        return null;
    }

    private JsonRpcErrorResult? Check(
        HttpRequest request, JsonRpcMessage message, McpEndpointMetadata endpoint, out string? version, out McpServerTool? tool)
    {
        tool = null;
        if ((versions.Check(request, out version) ?? ParameterCheck.Check(message, version) ?? EnvelopeCheck.Check(message, version)) is { } error)
            return error;

        if (message is not JsonRpcRequest { Method: RequestMethods.ToolsCall, Params: JsonObject parameters } call)
            return null;

        tool = endpoint.FindTool(parameters["name"]!.GetValue<string>());
        return tool is not null && ProtocolVersions.StandsAlone(version) ? ParameterHeaderCheck.Check(request, call, tool) : null;
    }

    // What was read has not been taken: whoever reads next begins where we did.
    private static Task PassAsync(HttpContext http, RequestDelegate official, ReadOnlySequence<byte> body)
    {
        // The body is in UTF-8; a charset in quotes is one that the official host does not know.
        if (http.Request.ContentType is not MediaTypes.Json)
            http.Request.ContentType = MediaTypes.Json;
        http.Request.BodyReader.AdvanceTo(body.Start);
        return official(http);
    }
}
