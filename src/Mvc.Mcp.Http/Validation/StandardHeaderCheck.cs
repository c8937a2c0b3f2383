using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.AspNetCore.Protocol;
using ModelContextProtocol.AspNetCore.Writing;
using ModelContextProtocol.Protocol;

namespace ModelContextProtocol.AspNetCore.Validation;

/// <summary>
/// Compares <c>Mcp-Method</c> and <c>Mcp-Name</c> with the body, so that whatever a gateway decided by the headers
/// holds for the message that runs (specification 2026-07-28, Streamable HTTP, "Server Validation").
/// </summary>
internal static class StandardHeaderCheck
{
    public static Refusal? Check(HttpRequest request, JsonRpcMessage message) => message switch
    {
        JsonRpcRequest call => CheckMethod(request, call.Method, required: true) ?? CheckName(request, call),
        // The revision leaves open which headers a notification has; those it has must be true.
        JsonRpcNotification notification => CheckMethod(request, notification.Method, required: false),
        _ => null,
    };

    private static Refusal? CheckMethod(HttpRequest request, string method, bool required)
    {
        var header = request.Headers[McpHeaders.Method];
        if (header.Count == 0)
            return required ? Mismatch(McpHeaders.Method, "is missing.") : null;

        return header.Count == 1 && header[0] == method
            ? null
            : Mismatch(McpHeaders.Method, "does not name the body's method.");
    }

    private static Refusal? CheckName(HttpRequest request, JsonRpcRequest call)
    {
        var property = call.Method switch
        {
            RequestMethods.ToolsCall or RequestMethods.PromptsGet => "name",
            RequestMethods.ResourcesRead => "uri",
            _ => null,
        };
        if (property is null)
            return null;

        var header = request.Headers[McpHeaders.Name];
        if (header.Count == 0)
            return Mismatch(McpHeaders.Name, "is missing.");

        return header.Count == 1
            && HeaderValue.TryDecode(header[0], out var name)
            && (call.Params as JsonObject)?[property] is JsonValue value
            && value.TryGetValue(out string? inBody)
            && name == inBody
                ? null
                : Mismatch(McpHeaders.Name, $"does not match the body's params.{property}.");
    }

    private static Refusal Mismatch(string header, string how) =>
        new(StatusCodes.Status400BadRequest, McpErrorCode.HeaderMismatch, $"Header mismatch: {header} {how}");
}
