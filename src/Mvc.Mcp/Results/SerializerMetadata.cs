using System.Text.Json.Nodes;

namespace Mvc.Mcp.Results;

/// <summary>
/// What serializers write beside the values where they are told to keep references and types: <c>$id</c>, <c>$type</c>,
/// <c>$values</c>. In the answer to a refused call it tells the caller nothing but the names of types.
/// </summary>
internal static class SerializerMetadata
{
    private static readonly string[] _names = ["$id", "$type"];

    /// <summary>Takes it out of <paramref name="root"/>; false where there is none.</summary>
    public static bool TakeFrom(JsonObject root)
    {
        if (!_names.Any(root.ContainsKey))
            return false;
        foreach (var name in _names)
            root.Remove(name);
        foreach (var (name, member) in root.ToArray())
        {
            if (member is JsonObject inner && Plain(inner) is { } plain && !ReferenceEquals(plain, inner))
                root[name] = plain;
        }

        return true;
    }

    private static JsonNode? Plain(JsonObject node)
    {
        if (TakeFrom(node) && node["$values"] is JsonArray values)
            return values.DeepClone();
        return node;
    }
}
