using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mvc.Mcp.Tests.Contract;

/// <summary>A call that one slip made wrong.</summary>
/// <param name="Kind">The kind of slip.</param>
/// <param name="Name">The name that the error must say: the argument, or the member within.</param>
/// <param name="Arguments">The arguments, wrong in this one place.</param>
internal sealed record WrongCall(string Kind, string Name, JsonObject Arguments);

/// <summary>Tells whether an error alone is enough to mend a wrong call.</summary>
internal static partial class Repair
{
    private static readonly string[] _withoutValue = ["missing", "missing discriminator", "wrong case", "member of another branch"];

    /// <summary>Every kind of slip that is made.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "wrong kind", "missing", "misspelt at depth 1", "misspelt at depth 2", "misspelt at depth 3", "wrong case", "value outside the enum",
        "value outside the range", "wrong length", "wrong pattern", "wrong format", "wrong date", "id of the wrong shape", "null",
        "member of another branch", "missing discriminator", "wrong discriminator", "broken JSON text",
    ];

    /// <summary>What is wrong with the answer to a wrong call; null where the error is enough.</summary>
    public static string? FaultOf(WrongCall wrong, bool refused, string text)
    {
        if (!refused)
            return "it ran";
        if (!text.Contains(wrong.Name, StringComparison.Ordinal))
            return "the name is missing";
        if (!_withoutValue.Contains(wrong.Kind) && !wrong.Kind.StartsWith("misspelt", StringComparison.Ordinal) && !text.Contains("was given", StringComparison.Ordinal))
            return "what was given is missing";
        if (!Expected().IsMatch(text))
            return "what is expected is missing";
        return Leak().IsMatch(text) ? "it leaks" : null;
    }

    [GeneratedRegex("expected |it takes|did you mean")]
    private static partial Regex Expected();

    [GeneratedRegex(@"System\.|Mvc\.Mcp|Shop\.|BytePositionInLine|LineNumber|could not be converted|`\d|   at ")]
    private static partial Regex Leak();
}

/// <summary>Makes wrong calls of right ones, one slip each, at the depths that the arguments have.</summary>
internal sealed class WrongCalls(JsonObject inputSchema)
{
    private const int Deepest = 3;

    private static readonly string[] _spoiltBySchema = ["value outside the enum", "value outside the range", "wrong length", "wrong pattern", "wrong format", "wrong kind", "null"];

    /// <summary>All wrong calls that are one slip away from <paramref name="arguments"/>.</summary>
    public IEnumerable<WrongCall> Of(JsonObject arguments) => Spoil(arguments, [], inputSchema, 0);

    private IEnumerable<WrongCall> Spoil(JsonObject whole, object[] path, JsonObject schema, int depth)
    {
        schema = Resolve(schema, At(whole, path));
        var value = At(whole, path);
        if (value is JsonArray array && array.Count > 0 && schema["items"] is JsonObject items)
        {
            foreach (var wrong in SpoilValue(whole, [.. path, 0], items).Concat(Spoil(whole, [.. path, 0], items, depth)))
                yield return wrong;
        }

        if (value is not JsonObject members || schema["properties"]?["data"]?["contentEncoding"] is not null || schema["properties"] is not JsonObject properties || depth >= Deepest)
            yield break;
        foreach (var (name, member) in properties)
        {
            if (member is not JsonObject || !members.ContainsKey(name))
                continue;
            var at = (object[])[.. path, name];
            var slips = SpoilValue(whole, at, member!.AsObject());
            if (schema["additionalProperties"] is JsonValue && Flip(name) != name)
            {
                slips = slips.Append(Change($"misspelt at depth {depth + 1}", IsTag(member!) ? name : name + "x", whole, at, (owner, _) => Rename(owner, name, name + "x")))
                    .Append(Change("wrong case", IsTag(member!) ? name : Flip(name), whole, at, (owner, _) => Rename(owner, name, Flip(name))));
            }
            if (Required(schema, name))
                slips = slips.Append(Change("missing", name, whole, at, (owner, _) => owner.AsObject().Remove(name)));
            foreach (var wrong in slips.Concat(Spoil(whole, at, member.AsObject(), depth + 1)))
                yield return wrong;
        }
    }

    private IEnumerable<WrongCall> SpoilValue(JsonObject whole, object[] path, JsonObject described)
    {
        var schema = Resolve(described, At(whole, path));
        var name = path[^1] is string text ? text : $"[{path[^1]}]";
        // Files have a test of their own: they come in several forms.
        if (schema["properties"]?["data"]?["contentEncoding"] is not null)
        {
            yield return Change("wrong kind", path.Length == 1 ? name : (string)path[^2], whole, path, (owner, key) => Set(owner, key, 5));
            yield break;
        }

        foreach (var kind in _spoiltBySchema)
        {
            // Null counts as not given where nothing has to be; and what takes anything takes everything.
            if (kind == "null" && (TakesNull(described) || path.Length == 1 && !Required(inputSchema, name)))
                continue;
            if (Wrong(kind, schema, path.Length == 1) is { } wrong)
                yield return Change(kind == "wrong format" ? OfFormat(schema) : kind, name, whole, path, (owner, key) => Set(owner, key, wrong.Value?.DeepClone()));
        }

        if (schema["type"] is { } type && Names(type) is ["object"] or ["array"])
            yield return Change("broken JSON text", name, whole, path, (owner, key) => Set(owner, key, Names(type)[0] == "object" ? "{\"broken" : "[\"broken"));
        if (TagOf(schema) is { } tag && At(whole, path) is JsonObject tagged && tagged.ContainsKey(tag))
        {
            yield return Change("wrong discriminator", tag, whole, path, (owner, key) => Get(owner, key)![tag] = "no such type");
            yield return Change("missing discriminator", tag, whole, path, (owner, key) => Get(owner, key)!.AsObject().Remove(tag));
            yield return Change("member of another branch", "ofAnotherBranch", whole, path, (owner, key) => Get(owner, key)!["ofAnotherBranch"] = 1);
        }
    }

    private static string OfFormat(JsonObject schema) => schema["format"]!.GetValue<string>() switch
    {
        "uuid" => "id of the wrong shape",
        "date" or "date-time" => "wrong date",
        _ => "wrong format",
    };

    private static (JsonNode? Value, bool _)? Wrong(string kind, JsonObject schema, bool atTop)
    {
        var names = schema["type"] is { } type ? Names(type) : [];
        var text = names.Contains("string");
        return kind switch
        {
            "null" when names.Length > 0 => (null, true),
            "value outside the enum" when schema["enum"] is not null => ("no such value", true),
            "value outside the range" when schema["minimum"] is { } minimum && names.Any(name => name is "integer" or "number") => (minimum.AsValue().GetValue<decimal>() - 1, true),
            "value outside the range" when names is ["integer"] && schema["enum"] is null && schema["const"] is null => (JsonNode.Parse("123456789012345678901234567890"), true),
            "wrong length" when text && schema["minLength"] is { } shortest && shortest.GetValue<int>() > 0 => ("", true),
            "wrong length" when text && schema["maxLength"] is { } longest => (new string('a', longest.GetValue<int>() + 1), true),
            "wrong pattern" when text && schema["pattern"] is not null => ("!!! no match !!!", true),
            "wrong format" when text && schema["format"]?.GetValue<string>() is "uuid" or "date" or "date-time" or "byte" => ("01/02/2026 !", true),
            "wrong kind" when names is ["integer"] or ["number"] or ["boolean"] or ["array"] or ["object"] && !(atTop && names is ["array"]) => ("not that at all", true),
            "wrong kind" when text && names.All(name => name is "string" or "null") && schema["enum"] is null => (new JsonObject { ["a"] = 1 }, true),
            _ => null,
        };
    }

    private JsonObject Resolve(JsonObject schema, JsonNode? value)
    {
        while (schema["$ref"] is { } reference)
            schema = inputSchema["$defs"]![Uri.UnescapeDataString(reference.GetValue<string>()["#/$defs/".Length..])]!.AsObject();
        if ((schema["oneOf"] ?? schema["anyOf"]) is not JsonArray alternatives)
            return schema;
        var branches = alternatives.Select(alternative => Resolve(alternative!.AsObject(), value)).Where(branch => branch["type"]?.ToJsonString() != "\"null\"").ToArray();
        return branches.FirstOrDefault(branch => TagOf(branch) is { } tag && value is JsonObject members &&
            JsonNode.DeepEquals(members[tag], branch["properties"]![tag]!["const"])) ?? branches[0];
    }

    private bool TakesNull(JsonObject schema) =>
        schema["type"] is JsonArray types && types.Any(type => type!.GetValue<string>() == "null") ||
        (schema["oneOf"] ?? schema["anyOf"]) is JsonArray alternatives && alternatives.Any(alternative => alternative!["type"]?.ToJsonString() == "\"null\"") ||
        schema["$ref"] is not null && TakesNull(Resolve(schema, null)) || !schema.Any(keyword => keyword.Key is "type" or "oneOf" or "anyOf" or "enum" or "const" or "$ref");

    private static bool IsTag(JsonNode member) => member["const"] is not null;

    private static string? TagOf(JsonObject schema) =>
        (schema["properties"] as JsonObject)?.FirstOrDefault(member => member.Value?["const"] is not null).Key;

    private static bool Required(JsonObject schema, string name) => (schema["required"] as JsonArray)?.Any(each => each!.GetValue<string>() == name) == true;

    private static string[] Names(JsonNode type) => type is JsonArray several ? [.. several.Select(name => name!.GetValue<string>()).Where(name => name != "null" || several.Count == 1)] : [type.GetValue<string>()];

    private static string Flip(string name) => char.IsUpper(name[0]) ? char.ToLowerInvariant(name[0]) + name[1..] : char.ToUpperInvariant(name[0]) + name[1..];

    private static WrongCall Change(string kind, string name, JsonObject whole, object[] path, Action<JsonNode, object> change)
    {
        var copy = whole.DeepClone().AsObject();
        change(At(copy, path[..^1])!, path[^1]);
        return new WrongCall(kind, name, copy);
    }

    private static void Rename(JsonNode owner, string from, string to)
    {
        var value = owner[from]?.DeepClone();
        owner.AsObject().Remove(from);
        owner[to] = value;
    }

    private static JsonNode? At(JsonNode whole, object[] path) => path.Aggregate((JsonNode?)whole, (node, step) => node is null ? null : Get(node, step));

    private static JsonNode? Get(JsonNode node, object step) => step is string name ? (node as JsonObject)?[name] : (node as JsonArray)?[(int)step];

    private static void Set(JsonNode node, object step, JsonNode? value)
    {
        if (step is string name)
            node[name] = value;
        else
            node[(int)step] = value;
    }
}
