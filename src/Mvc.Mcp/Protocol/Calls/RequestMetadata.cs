using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Protocol.Calls;

/// <summary>
/// Reads what a request of protocol version 2026-07-28 says of its client in <c>_meta</c> (specification, Base Protocol,
/// "Per-request metadata").
/// </summary>
internal static class RequestMetadata
{
    private static readonly JsonTypeInfo<Implementation> _implementationType = JsonTypes.Of<Implementation>();
    private static readonly JsonTypeInfo<ClientCapabilities> _capabilitiesType = JsonTypes.Of<ClientCapabilities>();
#pragma warning disable MCP9005 // A client may still ask for it.
    private static readonly JsonTypeInfo<LoggingLevel> _levelType = JsonTypes.Of<LoggingLevel>();
#pragma warning restore MCP9005

    /// <summary>Puts it into the context of <paramref name="request"/>; false where a value is not of its kind.</summary>
    public static bool TryRead(JsonRpcRequest request)
    {
        var meta = (JsonObject)request.Params!["_meta"]!;
        var context = request.Context!;
        try
        {
            // Many clients have none to speak of.
            context.ClientCapabilities = meta[MetaKeys.ClientCapabilities] is JsonObject { Count: 0 }
                ? new()
                : Read(meta[MetaKeys.ClientCapabilities]!, _capabilitiesType);
            context.ClientInfo = meta[MetaKeys.ClientInfo] is { } client ? Read(client, _implementationType) : null;
            context.LogLevel = meta[MetaKeys.LogLevel] is { } level ? Read(level, _levelType) : null;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static T Read<T>(JsonNode value, JsonTypeInfo<T> type) => value.Deserialize(type) ?? throw new JsonException();
}
