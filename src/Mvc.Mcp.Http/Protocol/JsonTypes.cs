using System.Text.Json.Serialization.Metadata;

namespace ModelContextProtocol.AspNetCore.Protocol;

/// <summary>How the SDK reads and writes the protocol's types, looked up once for each.</summary>
internal static class JsonTypes
{
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T));
}
