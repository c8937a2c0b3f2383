using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Protocol.Guard;

/// <summary>
/// Makes a JSON-RPC message of bytes, as the official host would, and of everything that is none an error that says why.
/// </summary>
/// <remarks>
/// Nothing ambiguous passes: invalid UTF-8, lone surrogates and names repeated in the parameters or their
/// <c>_meta</c> are read differently by different parsers, so a gateway in front could have checked another message
/// than the one that runs.
/// </remarks>
internal static class MessageParser
{
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

            if (message is not null && HasPlainParameters(message))
                return message;
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException)
        {
            // An ArgumentException is how a JsonObject says that a name is repeated.
        }

        error = Explain(body);
        return null;
    }

    /// <summary>
    /// Whether the parameters are an object, as MCP has them (specification, Base Protocol, "Requests"), in which no
    /// name is repeated. The arguments in them are left unread: only the server needs to look inside.
    /// </summary>
    private static bool HasPlainParameters(JsonRpcMessage message)
    {
        var parameters = message switch
        {
            JsonRpcRequest request => request.Params,
            JsonRpcNotification notification => notification.Params,
            _ => null,
        };

        // An object is read when it is first asked for something, and a repeated name is found then.
        return parameters is null || (parameters is JsonObject plain && (plain["_meta"] is not JsonObject meta || meta.Count >= 0));
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

            return NotAMessage(IdOf(document.RootElement));
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

    private static JsonRpcErrorResult NotAMessage(RequestId id = default) =>
        new(StatusCodes.Status400BadRequest, McpErrorCode.InvalidRequest,
            "Invalid request: the body must be one JSON-RPC 2.0 message, with a string or integer id if it is a request.")
        {
            Id = id,
        };
}
