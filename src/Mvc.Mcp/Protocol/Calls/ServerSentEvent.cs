using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Protocol.Calls;

/// <summary>Writes a message as the event that carries it, in the form in which the SDK's transports do.</summary>
internal static class ServerSentEvent
{
    /// <summary>Most answers to a call fit; a larger one grows the buffer.</summary>
    private const int FirstSize = 2048;

    private static readonly JsonTypeInfo<JsonRpcMessage> _messageType = JsonTypes.Of<JsonRpcMessage>();

    /// <summary>The bytes of the event.</summary>
    public static ReadOnlyMemory<byte> Of(JsonRpcMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>(FirstSize);
        buffer.Write("event: message\ndata: "u8);
        // Without indentation the writer escapes every line break, so that the message is one line of data.
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
            JsonSerializer.Serialize(writer, message, _messageType);
        buffer.Write("\n\n"u8);
        return buffer.WrittenMemory;
    }
}
