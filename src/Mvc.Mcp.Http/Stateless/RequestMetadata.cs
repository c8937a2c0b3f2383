using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.AspNetCore.Protocol;
using ModelContextProtocol.Protocol;

namespace ModelContextProtocol.AspNetCore.Stateless;

/// <summary>
/// Reads what a request of revision 2026-07-28 says of its client in <c>_meta</c> (specification, Base Protocol,
/// "Per-request metadata").
/// </summary>
internal static class RequestMetadata
{
    private static readonly JsonTypeInfo<Implementation> ImplementationType = JsonTypes.Of<Implementation>();
    private static readonly JsonTypeInfo<ClientCapabilities> CapabilitiesType = JsonTypes.Of<ClientCapabilities>();
#pragma warning disable MCP9005 // A client may still ask for it.
    private static readonly JsonTypeInfo<LoggingLevel> LevelType = JsonTypes.Of<LoggingLevel>();
#pragma warning restore MCP9005

    /// <summary>Puts it into the context of <paramref name="request"/>, whose revision has been checked.</summary>
    /// <exception cref="McpProtocolException">A value is not of its kind.</exception>
    public static void Read(JsonRpcRequest request)
    {
        var meta = (JsonObject)request.Params!["_meta"]!;
        var context = request.Context!;
        // Many clients have none to speak of.
        context.ClientCapabilities = meta[MetaKeys.ClientCapabilities] is JsonObject { Count: 0 }
            ? new()
            : Read(meta, MetaKeys.ClientCapabilities, CapabilitiesType);
        context.ClientInfo = meta[MetaKeys.ClientInfo] is null ? null : Read(meta, MetaKeys.ClientInfo, ImplementationType);
        context.LogLevel = meta[MetaKeys.LogLevel] is null ? null : Read(meta, MetaKeys.LogLevel, LevelType);
    }

    private static T Read<T>(JsonObject meta, string key, JsonTypeInfo<T> type)
    {
        try
        {
            return meta[key].Deserialize(type) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw new McpProtocolException($"Invalid params: '{key}' in params._meta has an invalid value.", exception, McpErrorCode.InvalidParams);
        }
    }
}
