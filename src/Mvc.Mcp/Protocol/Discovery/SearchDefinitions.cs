using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Catalog.Search;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Protocol.Discovery;

/// <summary>What clients are told of the tools that stand for a list.</summary>
internal static class SearchDefinitions
{
    /// <summary>How many tools a search gives unless it asks for another number.</summary>
    public const int DefaultLimit = 8;

    /// <summary>How many tools a search gives at most.</summary>
    public const int MostLimit = 50;

    // Beyond these a model learns more by a search.
    private const int MostTags = 60;

    /// <summary>The three tools.</summary>
    /// <param name="count">How many tools the caller can find.</param>
    /// <param name="tags">Their tags with how many of them have each.</param>
    public static Tool[] For(int count, IReadOnlyList<(string Tag, int Count)> tags) => [SearchTool(count, tags), _callRead, _call];

    /// <summary>The search, where it is not known who asks.</summary>
    public static Tool SearchTool(int count, IReadOnlyList<(string Tag, int Count)> tags) => new()
    {
        Name = SearchNames.Search,
        Description = string.Create(CultureInfo.InvariantCulture, $"Finds tools of this API by what they do: there are {count}, of which only some are listed. Tells each with its signature; for the exact name of a tool, its schema.{Areas(tags)}"),
        InputSchema = _searchInput,
        Annotations = new ToolAnnotations { ReadOnlyHint = true, OpenWorldHint = false },
        Meta = AlwaysLoad(),
    };

    private static readonly JsonElement _searchInput = Schema($$"""
        {
          "type": "object",
          "properties": {
            "query": { "type": "string", "description": "What the tool is to do, in a few words, or its exact name." },
            "tag": { "type": "string", "description": "Only tools with this tag." },
            "limit": { "type": "integer", "default": {{DefaultLimit}}, "minimum": 1, "maximum": {{MostLimit}} },
            "detail": { "type": "string", "enum": ["brief", "signature", "schema"], "default": "signature" }
          },
          "required": ["query"],
          "additionalProperties": false
        }
        """);

    private static readonly JsonElement _callInput = Schema("""
        {
          "type": "object",
          "properties": { "name": { "type": "string" }, "arguments": { "type": "object", "description": "By the tool's signature." } },
          "required": ["name"],
          "additionalProperties": false
        }
        """);

    private static readonly Tool _callRead = new()
    {
        Name = SearchNames.CallRead,
        Description = "Calls a tool that search_tools marks with [read]: it changes nothing.",
        InputSchema = _callInput,
        Annotations = new ToolAnnotations { ReadOnlyHint = true, OpenWorldHint = false },
        Meta = AlwaysLoad(),
    };

    private static readonly Tool _call = new()
    {
        Name = SearchNames.Call,
        Description = "Calls any other tool that search_tools found.",
        InputSchema = _callInput,
        Annotations = new ToolAnnotations { OpenWorldHint = false },
        Meta = AlwaysLoad(),
    };

    private static string Areas(IReadOnlyList<(string Tag, int Count)> tags)
    {
        if (tags.Count == 0)
            return "";
        var shown = tags.Take(MostTags).Select(tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Tag} {tag.Count}"));
        var more = tags.Count > MostTags ? string.Create(CultureInfo.InvariantCulture, $" and {tags.Count - MostTags} others") : "";
        return $"\nTags, with the number of tools: {string.Join(", ", shown)}{more}.";
    }

    // A host with a search of its own would otherwise hide ours behind it.
    private static JsonObject AlwaysLoad() => new() { [ToolMeta.AlwaysLoad] = true };

    private static JsonElement Schema(string json) => JsonSerializer.SerializeToElement(JsonNode.Parse(json));
}
