using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.AspNetCore.Protocol;
using ModelContextProtocol.Protocol;

namespace ModelContextProtocol.AspNetCore.Writing;

/// <summary>
/// Why a request is not passed to the server: an HTTP status and a JSON-RPC error, which is the whole response.
/// </summary>
internal sealed class Refusal(int status, int code, string message)
{
    private static readonly JsonTypeInfo<JsonRpcError> ErrorType = JsonTypes.Of<JsonRpcError>();

    public Refusal(int status, McpErrorCode code, string message)
        : this(status, (int)code, message)
    {
    }

    public int Status => status;

    /// <summary>The refused request's id; null in the response as long as it is not known.</summary>
    public RequestId Id { get; init; }

    public JsonNode? Details { get; init; }

    /// <summary>The same refusal, addressed to the request it answers.</summary>
    public Refusal For(RequestId id) => new(status, code, message) { Id = id, Details = Details };

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
        var body = JsonSerializer.SerializeToUtf8Bytes(error, ErrorType);

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
