using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Protocol.Lists;

/// <summary>The event that answers <c>tools/list</c>, in a buffer that is used again.</summary>
internal sealed class WrittenToolList : IDisposable
{
    private const string ToolsName = "tools";

    private static readonly JsonTypeInfo<ListToolsResult> _resultType = JsonTypes.Of<ListToolsResult>();
    private static readonly JsonTypeInfo<RequestId> _idType = JsonTypes.Of<RequestId>();

    private readonly byte[] _buffer;
    private int _length;

    /// <param name="id">The id of the request.</param>
    /// <param name="result">The result but for its tools.</param>
    /// <param name="tools">Its tools.</param>
    public WrittenToolList(RequestId id, ListToolsResult result, IList<Tool> tools)
    {
        var around = new ArrayBufferWriter<byte>();
        var before = WriteAround(around, id, result);
        var json = new JsonElement[tools.Count];
        var length = around.WrittenCount + tools.Count;
        for (var i = 0; i < json.Length; i++)
        {
            json[i] = ToolJson.Of(tools[i]);
            length += JsonMarshal.GetRawUtf8Value(json[i]).Length;
        }

        _buffer = ArrayPool<byte>.Shared.Rent(length);
        Append(around.WrittenSpan[..before]);
        for (var i = 0; i < json.Length; i++)
        {
            if (i > 0)
                Append(","u8);
            Append(JsonMarshal.GetRawUtf8Value(json[i]));
        }

        Append(around.WrittenSpan[before..]);
    }

    /// <summary>The bytes; only until this is disposed.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    /// <inheritdoc />
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    /// <summary>Writes what is before and behind the tools, and returns where they belong.</summary>
    private static int WriteAround(ArrayBufferWriter<byte> buffer, RequestId id, ListToolsResult result)
    {
        buffer.Write("event: message\ndata: "u8);
        int before;
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("result"u8);
            foreach (var member in JsonSerializer.SerializeToElement(result, _resultType).EnumerateObject())
            {
                if (member.Name != ToolsName)
                    member.WriteTo(writer);
            }

            writer.WriteStartArray(ToolsName);
            writer.Flush();
            before = buffer.WrittenCount;
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WritePropertyName("id"u8);
            JsonSerializer.Serialize(writer, id, _idType);
            writer.WriteString("jsonrpc"u8, "2.0"u8);
            writer.WriteEndObject();
        }

        buffer.Write("\n\n"u8);
        return before;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }
}
