using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mvc.Mcp.Tools;

/// <summary>Schemas of which a reader sees all that a machine reads; see <see cref="PlainText"/>.</summary>
internal static class PlainSchema
{
    private static readonly HashSet<string> _texts = new(StringComparer.Ordinal) { "title", "description", "$comment" };

    // What stands in these is no schema.
    private static readonly HashSet<string> _values = new(StringComparer.Ordinal) { "default", "const", "enum", "example", "examples", "required" };

    // The names in these are those of members.
    private static readonly HashSet<string> _members = new(StringComparer.Ordinal) { "properties", "patternProperties", "$defs", "dependentSchemas" };

    /// <summary>The schema with its titles and descriptions stripped.</summary>
    public static JsonElement Strip(JsonElement schema)
    {
        if (IsAscii(schema))
            return schema;
        var node = JsonObject.Create(schema)!;
        return Strip(node) ? JsonSerializer.SerializeToElement(node) : schema;
    }

    /// <summary>Whether a name or a value of the schema, which calls have to send as it is, has characters that nobody sees.</summary>
    public static bool HidesValues(JsonElement schema) => !IsAscii(schema) && HidesValues(schema, isSchema: true);

    // Everything else is written as \u….
    private static bool IsAscii(JsonElement schema) => !schema.GetRawText().Contains(@"\u", StringComparison.Ordinal);

    private static bool Strip(JsonNode? node, bool isSchema = true)
    {
        var changed = false;
        foreach (var part in (node as JsonArray)?.ToArray() ?? [])
            changed |= Strip(part);
        foreach (var (name, value) in (node as JsonObject)?.ToArray() ?? [])
        {
            if (isSchema && _values.Contains(name))
                continue;
            if (isSchema && _texts.Contains(name) && value is JsonValue text && text.TryGetValue(out string? written))
            {
                var plain = PlainText.Strip(written);
                if (plain == written)
                    continue;
                node![name] = plain;
                changed = true;
            }
            else
            {
                changed |= Strip(value, isSchema: !isSchema || !_members.Contains(name));
            }
        }

        return changed;
    }

    private static bool HidesValues(JsonElement element, bool isSchema) => element.ValueKind switch
    {
        JsonValueKind.String => IsHidden(element.GetString()!),
        JsonValueKind.Array => element.EnumerateArray().Any(part => HidesValues(part, isSchema: true)),
        JsonValueKind.Object => element.EnumerateObject().Any(member =>
            IsHidden(member.Name) ||
            !(isSchema && _texts.Contains(member.Name) && member.Value.ValueKind == JsonValueKind.String) &&
            HidesValues(member.Value, isSchema: !isSchema || !_members.Contains(member.Name))),
        _ => false,
    };

    private static bool IsHidden(string text) => PlainText.Strip(text) != text;
}
