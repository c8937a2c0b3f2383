using System.Text.Json;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Results;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Protocol.Calls;

/// <summary>
/// Writes the answer to one call from the bytes of the action's response, while they are there, where nobody on the way is to
/// see a result.
/// </summary>
/// <param name="id">The id of the request.</param>
/// <param name="serverInfo">What names the server; null where the protocol version has no place for it.</param>
internal sealed class AnswerWriter(RequestId id, JsonElement? serverInfo) : IDisposable
{
    private PooledBuffer? _answer;
    private CallToolResult? _result;

    /// <summary>The event that answers with <paramref name="result"/>; null where that is not what was written.</summary>
    public ReadOnlyMemory<byte>? AnswerOf(object result) => result == _result ? _answer?.Written : null;

    /// <summary>Writes the answer, and gives a result that stands for it; null where the response has to be read.</summary>
    public CallToolResult? Write(ToolDefinition operation, ActionResponse response, string? protocolVersion)
    {
        if (!ResultWriter.TryCreate(operation, response, protocolVersion, out var result))
            return null;
        _answer?.Dispose();
        _answer = ServerSentEvent.OfResult(id, new Result(result, serverInfo), static (json, state) => state.WriteTo(json));
        return _result = new() { Content = [] };
    }

    /// <inheritdoc />
    public void Dispose() => _answer?.Dispose();

    private readonly ref struct Result(ResultWriter result, JsonElement? serverInfo)
    {
        private readonly ResultWriter _result = result;
        private readonly JsonElement? _serverInfo = serverInfo;

        public void WriteTo(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            _result.WriteTo(json);
            if (_serverInfo is { } server)
            {
                json.WriteStartObject("_meta"u8);
                json.WritePropertyName(MetaKeys.ServerInfo);
                server.WriteTo(json);
                json.WriteEndObject();
                json.WriteString("resultType"u8, "complete"u8);
            }

            json.WriteEndObject();
        }
    }
}
