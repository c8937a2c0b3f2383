using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Results;

namespace Mvc.Mcp.Protocol.Calls;

/// <summary>Writes a message as the event that carries it, in the form in which the SDK's transports do.</summary>
internal static class ServerSentEvent
{
    /// <summary>Most answers to a call fit; a larger one grows the buffer.</summary>
    private const int FirstSize = 4096;

    private static readonly JsonTypeInfo<JsonRpcMessage> _messageType = JsonTypes.Of<JsonRpcMessage>();
    private static readonly JsonTypeInfo<RequestId> _idType = JsonTypes.Of<RequestId>();

    // The members' order and kinds are known to be right. Nothing here ever stands in a page of HTML.
    private static readonly JsonWriterOptions _options = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the value of a result.</summary>
    public delegate void WriteResult<in TState>(Utf8JsonWriter json, TState state)
        where TState : allows ref struct;

    /// <summary>The bytes of the event; disposing gives them back.</summary>
    public static PooledBuffer Of(JsonRpcMessage message)
    {
        var buffer = Begin();
        // Without indentation the writer escapes every line break, so that the message is one line of data.
        using (var json = new Utf8JsonWriter(buffer, _options))
            JsonSerializer.Serialize(json, message, _messageType);
        End(buffer);
        return buffer;
    }

    /// <summary>The bytes of the event that answers the request of that id with a result.</summary>
    /// <param name="id">The id.</param>
    /// <param name="state">What is written.</param>
    /// <param name="write">Writes the value of <c>result</c>.</param>
    public static PooledBuffer OfResult<TState>(RequestId id, TState state, WriteResult<TState> write)
        where TState : allows ref struct
    {
        var buffer = Begin();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            json.WritePropertyName("result"u8);
            write(json, state);
            json.WritePropertyName("id"u8);
            JsonSerializer.Serialize(json, id, _idType);
            json.WriteString("jsonrpc"u8, "2.0"u8);
            json.WriteEndObject();
        }

        End(buffer);
        return buffer;
    }

    private static PooledBuffer Begin()
    {
        var buffer = new PooledBuffer(FirstSize);
        buffer.Append("event: message\ndata: "u8);
        return buffer;
    }

    private static void End(PooledBuffer buffer) => buffer.Append("\n\n"u8);
}
