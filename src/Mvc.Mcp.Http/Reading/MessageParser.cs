using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.AspNetCore.Protocol;
using ModelContextProtocol.AspNetCore.Writing;
using ModelContextProtocol.Protocol;

namespace ModelContextProtocol.AspNetCore.Reading;

/// <summary>
/// Makes JSON-RPC messages of bytes, and of everything that is none an error that says why.
/// </summary>
/// <remarks>
/// Nothing ambiguous passes: invalid UTF-8, lone surrogates and names repeated in the parameters or their
/// <c>_meta</c> are read differently by different parsers, so a gateway in front could have checked another message
/// than the one that runs.
/// </remarks>
internal static class MessageParser
{
    private static readonly JsonTypeInfo<JsonRpcMessage> MessageType = JsonTypes.Of<JsonRpcMessage>();

    /// <summary>Parses one message, or the messages of a batch (revision 2025-03-26).</summary>
    public static (Posted Posted, Refusal? Refusal) Parse(ReadOnlySequence<byte> body)
    {
        if (body.IsSingleSegment)
            return Parse(body.FirstSpan);

        var length = checked((int)body.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            body.CopyTo(buffer);
            return Parse(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static (Posted, Refusal?) Parse(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body) || !JsonText.HasWholeCharacters(body))
            return (default, NotJson());

        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read())
                return (default, NotJson());

            var isBatch = reader.TokenType == JsonTokenType.StartArray;
            JsonRpcMessage[] messages = isBatch ? ParseBatch(ref reader) : [ParseMessage(ref reader)];
            while (reader.Read())
            {
                // Anything but white space after the message throws.
            }

            return (new(messages, isBatch), null);
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException)
        {
            // An ArgumentException is how a JsonObject says that a name is repeated.
            return (default, Explain(body));
        }
    }

    private static JsonRpcMessage[] ParseBatch(ref Utf8JsonReader reader)
    {
        var messages = new List<JsonRpcMessage>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            messages.Add(ParseMessage(ref reader));

        return messages.Count > 0 ? [.. messages] : throw new JsonException();
    }

    private static JsonRpcMessage ParseMessage(ref Utf8JsonReader reader) =>
        JsonSerializer.Deserialize(ref reader, MessageType) is { } message && HasPlainParameters(message)
            ? message
            : throw new JsonException();

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
    private static Refusal Explain(ReadOnlySpan<byte> body)
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

    private static Refusal NotJson() =>
        new(StatusCodes.Status400BadRequest, McpErrorCode.ParseError, "Parse error: the body is not JSON in UTF-8.");

    private static Refusal NotAMessage(RequestId id = default) =>
        new(StatusCodes.Status400BadRequest, McpErrorCode.InvalidRequest,
            "Invalid request: the body must be one JSON-RPC 2.0 message, with a string or integer id if it is a request.")
        {
            Id = id,
        };
}
