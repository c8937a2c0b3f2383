using System.Globalization;
using System.Text.Json.Nodes;

namespace Mvc.Mcp.Operations.Documents.Preparation;

/// <summary>JSON Pointers (RFC 6901) as they stand in references: behind a number sign, percent-encoded.</summary>
internal static class JsonPointer
{
    /// <summary>The names and indices of a reference such as <c>#/components/schemas/Pet</c>; null where it is no pointer.</summary>
    public static string[]? Parse(string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal))
            return null;
        return [.. Uri.UnescapeDataString(reference[2..]).Split('/').Select(Unescape)];
    }

    /// <summary>What stands there; null where nothing does.</summary>
    public static JsonNode? Find(JsonNode root, IEnumerable<string> path)
    {
        JsonNode? node = root;
        foreach (var part in path)
        {
            node = node switch
            {
                JsonObject map => map[part],
                JsonArray list when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count => list[index],
                _ => null,
            };
        }

        return node;
    }

    /// <summary>The name that a part of a pointer stands for.</summary>
    public static string Unescape(string part) => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>One name as a part of a pointer.</summary>
    public static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
