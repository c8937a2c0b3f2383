using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Protocol.Guard;

namespace Mvc.Mcp.Protocol.Calls;

/// <summary>
/// The headers and metadata that a request must have since protocol version 2026-07-28 (specification, Streamable HTTP,
/// "Standard Request Headers").
/// </summary>
internal static class StandardHeaders
{
    /// <summary>Whether all are there and say what the body says.</summary>
    public static bool Match(HttpRequest request, JsonRpcRequest message, string version) =>
        request.Headers[McpHeaders.Method] is [{ } method] &&
        method == message.Method &&
        (method is not RequestMethods.ToolsCall || NameMatches(request, message)) &&
        (message.Params as JsonObject)?["_meta"] is JsonObject meta &&
        StringIn(meta, MetaKeys.ProtocolVersion) == version &&
        meta[MetaKeys.ClientCapabilities] is JsonObject;

    private static bool NameMatches(HttpRequest request, JsonRpcRequest call) =>
        request.Headers[McpHeaders.Name] is [{ } header] &&
        HeaderValue.TryDecode(header, out var name) &&
        name == StringIn(call.Params as JsonObject, "name");

    private static string? StringIn(JsonObject? owner, string name) =>
        owner?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
