using System.Text.Json.Nodes;

namespace Mvc.Mcp.Schemas;

/// <summary>
/// Folds the parts of an <c>allOf</c> into one schema. Documents use it for inheritance, where each part closes itself with
/// <c>additionalProperties: false</c>: read literally nothing would match.
/// </summary>
internal static class SchemaMerger
{
    /// <summary>Folds <paramref name="part"/> into <paramref name="whole"/>, whose own words win where both describe.</summary>
    public static void Merge(JsonObject whole, JsonObject part)
    {
        MergeMembers(whole, part);
        MergeRequired(whole, part);
        foreach (var (keyword, value) in part.ToArray())
        {
            if (!whole.ContainsKey(keyword))
                whole[keyword] = value?.DeepClone();
        }
    }

    private static void MergeMembers(JsonObject whole, JsonObject part)
    {
        if (part["properties"] is not JsonObject inherited)
            return;
        var own = whole["properties"] as JsonObject ?? [];
        var members = new JsonObject();
        // Inherited members come first, as they do in the type.
        foreach (var (name, member) in inherited)
            members[name] = (own[name] ?? member)?.DeepClone();
        foreach (var (name, member) in own)
            members.TryAdd(name, member?.DeepClone());
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
