using System.Text.Json.Nodes;

namespace Mvc.Mcp.Tools;

/// <summary>The members of a tool's <c>_meta</c> that the library writes.</summary>
internal static class ToolMeta
{
    /// <summary>Tells hosts that load tools on demand to load this one with every conversation.</summary>
    public const string AlwaysLoad = "anthropic/alwaysLoad";

    private const string Tags = "tags";
    private const string MaxResultSize = "anthropic/maxResultSizeChars";

    /// <summary>What is known of a tool; null where that is nothing.</summary>
    public static JsonObject? Of(IReadOnlyList<string> tags, bool pinned, int? maxResultSize)
    {
        var meta = new JsonObject();
        if (tags.Count > 0)
            meta[Tags] = new JsonArray([.. tags.Select(tag => JsonValue.Create(tag))]);
        if (pinned)
            meta[AlwaysLoad] = true;
        if (maxResultSize is { } characters)
            meta[MaxResultSize] = characters;
        return meta.Count > 0 ? meta : null;
    }
}
