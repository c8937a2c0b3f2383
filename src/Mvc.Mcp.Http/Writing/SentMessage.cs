using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ModelContextProtocol.AspNetCore.Writing;

/// <summary>What the first bytes of an event tell about the JSON-RPC message in it.</summary>
/// <param name="IsAnswer">Whether it is the response to a request, the last message for that request.</param>
/// <param name="ErrorCode">The error's code, if it is an error.</param>
internal readonly record struct SentMessage(bool IsAnswer, int? ErrorCode)
{
    private static ReadOnlySpan<byte> Data => "data: "u8;

    /// <summary>The status for a request of revision 2026-07-28 (specification, Streamable HTTP, "Sending Messages").</summary>
    public int HttpStatus => (McpErrorCode?)ErrorCode switch
    {
        McpErrorCode.MethodNotFound => StatusCodes.Status404NotFound,
        McpErrorCode.HeaderMismatch
            or McpErrorCode.MissingRequiredClientCapability
            or McpErrorCode.UnsupportedProtocolVersion => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status200OK,
    };

    /// <summary>The JSON of an event that is a single message.</summary>
    public static ReadOnlyMemory<byte> JsonOf(ReadOnlyMemory<byte> serverSentEvent)
    {
        var json = serverSentEvent[(serverSentEvent.Span.IndexOf(Data) + Data.Length)..];
        return json[..json.Span.IndexOf((byte)'\n')];
    }

    public static SentMessage Read(ReadOnlySpan<byte> serverSentEvent)
    {
        var data = serverSentEvent.IndexOf(Data);
        if (data < 0 || !serverSentEvent[(data + Data.Length)..].StartsWith((byte)'{'))
            return default;

        // Reads no further than the first telling name: a result is never walked through.
        var reader = new Utf8JsonReader(serverSentEvent[(data + Data.Length)..], isFinalBlock: false, default);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("method"u8))
                return default;
            if (reader.ValueTextEquals("result"u8))
                return new(true, null);
            if (reader.ValueTextEquals("error"u8))
                return new(true, ReadCode(ref reader));

            if (!reader.TrySkip())
                break;
        }

        return default;
    }

    private static int? ReadCode(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("code"u8))
                return reader.Read() ? reader.GetInt32() : null;

            if (!reader.TrySkip())
                break;
        }

        return null;
    }
}
