using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>A JSON object whose properties are arguments; each keeps the very text the client sent.</summary>
// A writer over a buffer holds nothing that must be given back.
#pragma warning disable CA1001
internal sealed class JsonObjectDraft : IBodyDraft
#pragma warning restore CA1001
{
    // The values were parsed and are copied as they stand: to check them again would find nothing.
    private static readonly JsonWriterOptions _options = new() { SkipValidation = true };

    private readonly BodyTemplate _plan;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;

    private readonly long _maxBytes;

    public JsonObjectDraft(BodyTemplate plan, long maxBytes)
    {
        _plan = plan;
        _maxBytes = maxBytes;
        _writer = new Utf8JsonWriter(_buffer, _options);
        _writer.WriteStartObject();
    }

    /// <inheritdoc />
    public void Put(ArgumentBinding argument, JsonElement value, ArgumentErrors errors)
    {
        var raw = value.ValueKind == JsonValueKind.Undefined ? "null"u8 : JsonMarshal.GetRawUtf8Value(value);
        if (_writer.BytesCommitted + _writer.BytesPending + raw.Length > _maxBytes)
        {
            errors.Add(RequestDraft.TooLarge(_maxBytes));
            return;
        }

        _writer.WritePropertyName(argument.WireName);
        _writer.WriteRawValue(raw, skipInputValidation: true);
    }

    /// <inheritdoc />
    public RequestContent Complete()
    {
        _writer.WriteEndObject();
        _writer.Flush();
        return new RequestContent(_plan.ContentType, _buffer.WrittenMemory);
    }
}
