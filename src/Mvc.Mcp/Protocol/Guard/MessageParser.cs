using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Protocol.Guard;

/// <summary>
/// Makes a JSON-RPC message of bytes, as the official host would, and of everything that is none an error that says why.
/// </summary>
/// <remarks>
/// Nothing ambiguous passes: invalid UTF-8, lone surrogates and names that stand twice in an object are read differently
/// by different parsers, so a gateway in front could have checked another message than the one that runs.
/// </remarks>
internal static class MessageParser
{
    private const string OneMessage = "the body must be one JSON-RPC 2.0 message, with a string or integer id if it is a request.";

    private static readonly JsonTypeInfo<JsonRpcMessage> _messageType = JsonTypes.Of<JsonRpcMessage>();

    /// <summary>Parses a message; where there is none, the error is there in its place.</summary>
    public static JsonRpcMessage? Parse(ReadOnlySequence<byte> body, out JsonRpcErrorResult? error)
    {
        if (body.IsSingleSegment)
            return Parse(body.FirstSpan, out error);

        var length = checked((int)body.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            body.CopyTo(buffer);
            return Parse(buffer.AsSpan(0, length), out error);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static JsonRpcMessage? Parse(ReadOnlySpan<byte> body, out JsonRpcErrorResult? error)
    {
        error = null;
        if (!Utf8.IsValid(body) || !JsonText.HasWholeCharacters(body))
        {
            error = NotJson();
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(body);
            var message = JsonSerializer.Deserialize(ref reader, _messageType);
            while (reader.Read())
            {
                // Anything but white space after the message throws.
            }

            if (!UniqueNames.In(body))
            {
                error = NotAMessage("no name may stand twice in an object.", IdOf(message));
                return null;
            }

            if (message is not null && HasObjectParameters(message))
                return message;
        }
        catch (JsonException)
        {
            // It is looked at again below.
        }

        error = Explain(body);
        return null;
    }

    /// <summary>Whether the parameters are an object, as MCP has them (specification, Base Protocol, "Requests").</summary>
    private static bool HasObjectParameters(JsonRpcMessage message)
    {
        var parameters = message switch
        {
            JsonRpcRequest request => request.Params,
            JsonRpcNotification notification => notification.Params,
            _ => null,
        };

        return parameters is null or JsonObject;
    }

    /// <summary>Looks again at what could not be read: bad JSON, or JSON that is no message and may still have an id.</summary>
    private static JsonRpcErrorResult Explain(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            while (reader.Read())
            {
            }

            return NotAMessage(OneMessage, IdOf(document.RootElement));
        }
        catch (JsonException)
        {
            return NotJson();
        }
    }

    private static RequestId IdOf(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("id", out var id))
            return default;

        return id.ValueKind switch
        {
            JsonValueKind.String => new RequestId(id.GetString()!),
            JsonValueKind.Number when id.TryGetInt64(out var number) => new RequestId(number),
            _ => default,
        };
    }

    private static JsonRpcErrorResult NotJson() =>
        new(StatusCodes.Status400BadRequest, McpErrorCode.ParseError, "Parse error: the body is not JSON in UTF-8.");

    private static RequestId IdOf(JsonRpcMessage? message) => message is JsonRpcRequest { Id: var id } ? id : default;

    private static JsonRpcErrorResult NotAMessage(string what, RequestId id) =>
        new(StatusCodes.Status400BadRequest, McpErrorCode.InvalidRequest, $"Invalid request: {what}") { Id = id };
}
