using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Mvc.Mcp.TestApi;

namespace Mvc.Mcp.Tests.Operations.Documents;

/// <summary>A document, and what was done to it.</summary>
/// <param name="Text">The document as it is read.</param>
/// <param name="Changes">What was done, from the first change to the last.</param>
public sealed record SpoiltDocument(string Text, string Changes)
{
    private static readonly string[] _whole = [GeneratedDocument.OpenApi(12), GeneratedDocument.OpenApi(12).Replace("\"3.1.0\"", "\"3.0.3\""), GeneratedDocument.Swagger(12)];

    private static readonly string[] _odd =
    [
        "null", "true", "false", "0", "-1", "1e400", "1.5", "\"\"", "\"x\"", "\"#/paths\"", "[]", "{}", "[null]", "[[]]", "{\"$ref\":\"#\"}", "{\"$ref\":5}", "{\"$ref\":\"#/components/schemas/Tree\"}",
        "{\"$ref\":\"#/definitions/Node\"}", "{\"type\":\"any\"}", "{\"type\":[]}", "{\"type\":5}", "{\"allOf\":[{}]}", "{\"allOf\":{}}", "{\"enum\":[]}", "{\"properties\":[]}", "{\"required\":true}",
        "{\"items\":[{}]}", "{\"not\":false}", "{\"const\":null}", "{\"oneOf\":[true,false]}", "{\"minLength\":\"a\"}", "{\"format\":7}", "{\"pattern\":\"(\"}", "{\"x\":{\"x\":{\"x\":{}}}}",
    ];

    private static readonly string[] _references =
    [
        "#", "#/", "#/nothing", "#/components/schemas/Loop", "#/components/schemas/Category", "#/components/schemas/Animal", "#/components/schemas/%", "#/components/schemas/Tree/properties/name",
        "#/paths/~1things1~1{id}", "#/components", "other.json", "https://x.example/a.json#/b", "#anchor", "", "~", "#/definitions/Node", "#/definitions/Node/properties/next",
    ];

    private static readonly string[] _names =
    [
        "type", "allOf", "oneOf", "anyOf", "not", "items", "properties", "additionalProperties", "enum", "const", "$ref", "in", "name", "required", "schema", "content", "parameters", "responses",
        "collectionFormat", "style", "explode", "encoding", "discriminator", "security", "servers", "get", "post", "description", "default", "example", "nullable", "format", "pattern", "minimum", "x-any",
    ];

    public static Arbitrary<SpoiltDocument> Arbitrary { get; } = (
        from whole in Gen.Elements(_whole)
        from seeds in Gen.ListOf(Gen.Choose(0, int.MaxValue - 1)).Select(list => list.Take(6).ToArray())
        from ending in Gen.Choose(0, 19)
        from at in Gen.Choose(0, int.MaxValue - 1)
        select Spoil(whole, seeds, ending, at)).ToArbitrary();

    public override string ToString() => Changes;

    private static SpoiltDocument Spoil(string whole, int[] seeds, int ending, int at)
    {
        var root = JsonNode.Parse(whole)!;
        var changes = seeds.Select(seed => Change(root, new Random(seed))).ToList();
        var text = root.ToJsonString();
        switch (ending)
        {
            case 0:
                text = text[..(at % text.Length)];
                changes.Add("cut off");
                break;
            case 1:
                text = text.Remove(at % text.Length, 1);
                changes.Add("a character removed");
                break;
            case 2:
                text = new string('[', 5000);
                changes.Add("five thousand brackets");
                break;
            case 3:
                text = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *c]\nopenapi: 3.0.0";
                changes.Add("an alias before its anchor");
                break;
        }

        return new SpoiltDocument(text, string.Join("; ", changes));
    }

    private static string Change(JsonNode root, Random random)
    {
        var places = Places(root).ToArray();
        var (owner, key, index) = places[random.Next(places.Length)];
        switch (random.Next(5))
        {
            case 0:
                var odd = _odd[random.Next(_odd.Length)];
                Set(owner, key, index, JsonNode.Parse(odd));
                return $"{key ?? "an element"} = {odd}";
            case 1 when owner is JsonObject map:
                map.Remove(key!);
                return $"{key} removed";
            case 2 when owner is JsonObject map:
                var name = _names[random.Next(_names.Length)];
                map[name] = JsonNode.Parse(_odd[random.Next(_odd.Length)]);
                return $"{name} = {map[name]?.ToJsonString()}";
            case 3:
                var reference = _references[random.Next(_references.Length)];
                Set(owner, key, index, new JsonObject { ["$ref"] = reference });
                return $"{key ?? "an element"} refers to {reference}";
            default:
                var (other, otherKey, otherIndex) = places[random.Next(places.Length)];
                var copy = (otherKey is not null ? ((JsonObject)other)[otherKey] : ((JsonArray)other)[otherIndex])?.DeepClone();
                Set(owner, key, index, copy);
                return $"{key ?? "an element"} = a copy of {otherKey ?? "an element"}";
        }
    }

    private static void Set(JsonNode owner, string? key, int index, JsonNode? value)
    {
        if (key is not null)
            ((JsonObject)owner)[key] = value;
        else
            ((JsonArray)owner)[index] = value;
    }

    private static IEnumerable<(JsonNode Owner, string? Key, int Index)> Places(JsonNode? node)
    {
        if (node is JsonObject map)
        {
            foreach (var (key, value) in map)
            {
                yield return (map, key, 0);
                foreach (var place in Places(value))
                    yield return place;
            }
        }
        else if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                yield return (list, null, i);
                foreach (var place in Places(list[i]))
                    yield return place;
            }
        }
    }
}
