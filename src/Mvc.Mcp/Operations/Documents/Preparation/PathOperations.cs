using System.Text.Json.Nodes;

namespace Mvc.Mcp.Operations.Documents.Preparation;

/// <summary>Finds the operations of a document.</summary>
internal static class PathOperations
{
    /// <summary>The member of a path that holds operations of methods that have no member of their own (OpenAPI 3.2).</summary>
    public const string Additional = "additionalOperations";

    private static readonly HashSet<string> _methods = new(StringComparer.Ordinal)
    {
        "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
    };

    /// <summary>The paths that are described in place.</summary>
    public static IEnumerable<(string Path, JsonObject Item)> PathsOf(JsonObject root) =>
        from entry in root["paths"] as JsonObject ?? []
        where entry.Value is JsonObject && !entry.Key.StartsWith("x-", StringComparison.Ordinal)
        select (entry.Key, (JsonObject)entry.Value!);

    /// <summary>The operations of a path, each with the object that it is a member of. They may be removed meanwhile.</summary>
    public static IReadOnlyList<(JsonObject Owner, string Method, JsonNode? Node)> Of(JsonObject item) =>
    [
        .. item.Where(member => _methods.Contains(member.Key)).Select(member => (item, member.Key, member.Value)),
        .. item[Additional] is JsonObject more ? more.Select(member => (more, member.Key, member.Value)) : [],
    ];
}
