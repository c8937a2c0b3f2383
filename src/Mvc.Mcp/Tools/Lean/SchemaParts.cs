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
    public static IEnumerable<(string? Member, JsonObject Schema)> Of(JsonObject schema, string? member = null)
    {
        yield return (member, schema);
        foreach (var keyword in _named)
        {
            foreach (var (name, part) in schema[keyword] as JsonObject ?? [])
            {
                foreach (var within in Within(part, keyword == "properties" ? name : null))
                    yield return within;
            }
        }

        foreach (var part in _single.Select(keyword => schema[keyword]).Concat(_several.SelectMany(keyword => schema[keyword] as JsonArray ?? [])))
        {
            foreach (var within in Within(part, member: null))
                yield return within;
        }
    }

    private static IEnumerable<(string? Member, JsonObject Schema)> Within(JsonNode? part, string? member) =>
        part is JsonObject schema ? Of(schema, member) : [];
}
