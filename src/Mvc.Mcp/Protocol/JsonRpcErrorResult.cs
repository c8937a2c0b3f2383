using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Protocol;

/// <summary>
/// Why a request is not passed to the server: an HTTP status and a JSON-RPC error, which is the whole response.
/// </summary>
internal sealed class JsonRpcErrorResult(int status, int code, string message)
{
    /// <summary>The code of a request that was refused before anything was known of its content.</summary>
    public const int Refused = -32000;

    private static readonly JsonTypeInfo<JsonRpcError> _errorType = JsonTypes.Of<JsonRpcError>();

    public JsonRpcErrorResult(int status, McpErrorCode code, string message)
        : this(status, (int)code, message)
    {
    }

    /// <summary>The refused request's id; null in the response as long as it is not known.</summary>
    public RequestId Id { get; init; }

    /// <summary>What a client may act upon.</summary>
    public JsonNode? Details { get; init; }

    /// <summary>The same error, addressed to the request that <paramref name="answered"/> is.</summary>
    public JsonRpcErrorResult For(JsonRpcMessage answered) =>
        answered is JsonRpcRequest { Id: var id } ? new(status, code, message) { Id = id, Details = Details } : this;

    /// <summary>Answers with it.</summary>
    public async Task WriteAsync(HttpContext http)
    {
        if (http.Response.HasStarted)
        {
            // The status line is gone; a broken-off response is all that can still tell the client.
            http.Abort();
            return;
        }

        var error = new JsonRpcError
        {
            Id = Id,
            Error = new() { Code = code, Message = message, Data = Details },
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(error, _errorType);

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
