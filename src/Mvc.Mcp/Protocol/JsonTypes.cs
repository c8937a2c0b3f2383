using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;

namespace Mvc.Mcp.Protocol;

/// <summary>How the SDK reads and writes the protocol's types, looked up once for each.</summary>
internal static class JsonTypes
{
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)McpJsonUtilities.ProtocolOptions.GetTypeInfo(typeof(T));
}
