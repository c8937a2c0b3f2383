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

    /// <summary>What stands before the message; without indentation a JSON writer escapes line breaks, so that data is one line.</summary>
    public static ReadOnlySpan<byte> Start => "event: message\ndata: "u8;

    /// <summary>What stands behind it.</summary>
    public static ReadOnlySpan<byte> End => "\n\n"u8;

    /// <summary>A comment, which clients pass over.</summary>
    public static ReadOnlySpan<byte> Comment => ":\n\n"u8;

    /// <summary>The bytes of the event.</summary>
    public static ReadOnlyMemory<byte> Of(JsonRpcMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>(FirstSize);
        buffer.Write(Start);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
            JsonSerializer.Serialize(writer, message, _messageType);
        buffer.Write(End);
        return buffer.WrittenMemory;
    }
}
