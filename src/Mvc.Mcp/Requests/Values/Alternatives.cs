using System.Collections.Frozen;
using System.Text.Json;

namespace Mvc.Mcp.Requests.Values;

/// <summary>Schemas of which a value must fit one.</summary>
/// <param name="Schemas">The schemas, null aside.</param>
/// <param name="TagName">The member that says which one counts; null where none does.</param>
/// <param name="ByTag">The schema for each value of that member, as JSON writes the value.</param>
internal sealed record Alternatives(IReadOnlyList<ValueSchema> Schemas, string? TagName, FrozenDictionary<string, ValueSchema>? ByTag)
{
    /// <summary>What the member says that names the alternative; null where there is none.</summary>
    public string? TagOf(JsonElement value)
    {
        if (!value.TryGetProperty(TagName!, out var tag))
            return null;
        // As the schema's own values are written: a text may be escaped in several ways.
        return tag.ValueKind == JsonValueKind.String ? JsonSerializer.Serialize(tag.GetString()) : tag.GetRawText();
    }

    /// <summary>The one alternative that takes such JSON, by which is said what is wrong with the value; null where there is not one.</summary>
    public ValueSchema? OfKind(JsonElement value)
    {
        var kind = value.ValueKind switch
        {
            JsonValueKind.Object => ValueKinds.Object,
            JsonValueKind.Array => ValueKinds.Array,
            JsonValueKind.String => ValueKinds.String,
            JsonValueKind.Number => ValueKinds.Number | ValueKinds.Integer,
            _ => ValueKinds.Boolean,
        };
        return Schemas.Where(schema => (schema.Kinds & kind) != 0).Take(2).ToArray() is [var only] ? only : null;
    }
}
