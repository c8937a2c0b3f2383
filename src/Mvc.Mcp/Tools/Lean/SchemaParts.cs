using System.Text.Json.Nodes;

namespace Mvc.Mcp.Tools.Lean;

/// <summary>Goes through a JSON Schema as the translator writes it.</summary>
internal static class SchemaParts
{
    private static readonly string[] _named = ["properties", "$defs"];
    private static readonly string[] _single = ["items", "additionalProperties", "not"];
    private static readonly string[] _several = ["anyOf", "oneOf", "allOf"];

    /// <summary>
    /// The schema and every schema within it, each with the member it describes where it describes one: a member may well be
    /// called <c>description</c>, so a search for a word would find too much.
    /// </summary>
    public static IEnumerable<(string? Member, JsonObject Schema)> Of(JsonObject schema)
    {
        // A document decides how deep it nests.
        var pending = new Stack<(string? Member, JsonObject Schema)>([(null, schema)]);
        while (pending.TryPop(out var next))
        {
            foreach (var (member, part) in Within(next.Schema))
            {
                if (part is JsonObject inner)
                    pending.Push((member, inner));
            }

            yield return next;
        }
    }

    private static IEnumerable<(string? Member, JsonNode? Part)> Within(JsonObject schema)
    {
        var named = _named.SelectMany(keyword => (schema[keyword] as JsonObject ?? []).Select(part => (keyword == "properties" ? part.Key : null, part.Value)));
        var others = _single.Select(keyword => schema[keyword]).Concat(_several.SelectMany(keyword => schema[keyword] as JsonArray ?? []));
        return named.Concat(others.Select(part => ((string?)null, part)));
    }
}
