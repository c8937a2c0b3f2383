using System.Text.Json.Nodes;

namespace Mvc.Mcp.Schemas;

/// <summary>
/// Folds the parts of an <c>allOf</c> into one schema. Documents use it for inheritance, where each part closes itself with
/// <c>additionalProperties: false</c>: read literally nothing would match.
/// </summary>
internal static class SchemaMerger
{
    /// <summary>Folds <paramref name="part"/> into <paramref name="whole"/>, whose own words win where both describe.</summary>
    /// <param name="whole">What is folded into.</param>
    /// <param name="part">What is folded in; it may be taken apart.</param>
    /// <param name="membersFirst">Whether the members of the part stand before those of the whole, as inherited ones do.</param>
    public static void Merge(JsonObject whole, JsonObject part, bool membersFirst = false)
    {
        MergeReference(whole, part);
        MergeMembers(whole, part, membersFirst);
        MergeRequired(whole, part);
        foreach (var (keyword, value) in part.ToArray())
        {
            if (!whole.ContainsKey(keyword))
                whole[keyword] = value?.DeepClone();
        }
    }

    // A schema has one $ref; a second one counts as well.
    private static void MergeReference(JsonObject whole, JsonObject part)
    {
        if (whole["$ref"] is not { } own || part["$ref"] is not { } other || JsonNode.DeepEquals(own, other))
            return;
        part.Remove("$ref");
        if (whole["allOf"] is not JsonArray parts)
            whole["allOf"] = parts = [];
        parts.Add(new JsonObject { ["$ref"] = other });
    }

    private static void MergeMembers(JsonObject whole, JsonObject part, bool partFirst)
    {
        if (part["properties"] is not JsonObject others || whole["properties"] is not JsonObject own)
            return;
        var members = new JsonObject();
        foreach (var (name, _) in partFirst ? others.Concat(own) : own.Concat(others))
        {
            if (!members.ContainsKey(name))
                members[name] = (own[name] ?? others[name])?.DeepClone();
        }

        whole["properties"] = members;
    }

    private static void MergeRequired(JsonObject whole, JsonObject part)
    {
        if (part["required"] is not JsonArray inherited || whole["required"] is not JsonArray own)
            return;
        var names = inherited.Concat(own).Select(name => name!.GetValue<string>()).Distinct();
        whole["required"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]);
    }
}
