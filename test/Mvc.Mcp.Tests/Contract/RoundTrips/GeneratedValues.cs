using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Mvc.Mcp.Tests.Contract.RoundTrips;

/// <summary>Makes values that fit an input schema, of the schema alone.</summary>
/// <param name="root">The input schema of the tool.</param>
/// <param name="samples">Texts for what the schema says nothing of.</param>
/// <param name="plain">Whether texts have to be such as a path or a header carries.</param>
internal sealed class GeneratedValues(JsonElement root, string[]? samples, bool plain)
{
    private const int Deepest = 4;

    private static readonly Dictionary<string, string[]> _matches = new()
    {
        [@"^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$"] = ["01:02:03", "23:59:59.5", "00:00:00"],
        [@"^-?\d+(\.\d+)?([eE][+-]?\d+)?$"] = ["1.5", "-200", "0.25"],
        [@"^-?(\d+\.)?\d{2}:\d{2}:\d{2}(\.\d{1,7})?$"] = ["01:02:03", "-00:00:01", "4.05:06:07.5000000"],
    };

    // Text that is nothing but space counts as none in a field, and what JSON may hold a header may not.
    private static readonly string[] _texts = ["plain", "two words", "quotes \" and ' and \\", "a&b=c;d%2Fe?f#g+h", "ünï✓ 漢字 🎈", "<tag>", "line\nbreak", "0123456789", "null", "true"];
    private static readonly string[] _plainTexts = ["plain", "two words", "a&b=c", "50%", "0123456789", "x-y_z.1"];

    /// <summary>Makes the arguments of some calls, always the same for a seed.</summary>
    public IReadOnlyList<JsonObject> Sample(int count, ulong seed)
    {
        var made = new List<JsonObject>();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(seed, 1).WithQuietOnSuccess(true),
            Prop.ForAll(Object(root, 0).ToArbitrary(), value => made.Add(value)));
        return made;
    }

    private Gen<JsonNode?> Value(JsonElement schema, int depth)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Value(root.GetProperty("$defs").GetProperty(Uri.UnescapeDataString(reference.GetString()!["#/$defs/".Length..])), depth);
        if (schema.TryGetProperty("const", out var constant))
            return Constant(constant);
        if (schema.TryGetProperty("enum", out var values))
            return Gen.Elements<JsonElement>([.. values.EnumerateArray()]).Select(Node);
        if (schema.TryGetProperty("oneOf", out var alternatives) || schema.TryGetProperty("anyOf", out alternatives))
        {
            JsonElement[] fitting = [.. alternatives.EnumerateArray()];
            JsonElement[] flat = [.. fitting.Where(alternative => TypesOf(alternative).Contains("null") && depth > 1)];
            return Gen.Elements(depth < Deepest || flat.Length == 0 ? fitting : flat).SelectMany(alternative => Value(alternative, depth + 1));
        }

        return TypesOf(schema) is { Length: > 0 } types ? Gen.Elements(types).SelectMany(type => OfType(type, schema, depth)) : Anything();
    }

    private Gen<JsonNode?> OfType(string type, JsonElement schema, int depth) => type switch
    {
        "null" => Gen.Constant<JsonNode?>(null),
        "boolean" => Gen.Elements(true, false).Select(value => (JsonNode?)value),
        "integer" => Integer(schema),
        "number" => Number(schema),
        "string" => Text(schema),
        "array" => Array(schema, depth),
        _ => Object(schema, depth).Select(value => (JsonNode?)value),
    };

    // The application's own converter takes what it takes.
    private Gen<JsonNode?> Anything() => samples is not null
        ? Gen.Elements(samples).Select(text => (JsonNode?)text)
        : Gen.Elements<Func<JsonNode?>>(() => "text", () => 12.5, () => true, () => new JsonArray(1, "two"), () => new JsonObject { ["a"] = new JsonObject { ["b"] = 1 } }).Select(make => make());

    private Gen<JsonNode?> Text(JsonElement schema)
    {
        if (schema.TryGetProperty("examples", out var examples))
            return Gen.Elements<JsonElement>([.. examples.EnumerateArray()]).Select(Node);
        if (schema.TryGetProperty("pattern", out var pattern))
            return Texts(_matches.TryGetValue(pattern.GetString()!, out var known) ? known : FlagsOf(pattern.GetString()!));
        switch (schema.TryGetProperty("format", out var format) ? format.GetString() : null)
        {
            case "uuid":
                return Gen.Choose(0, int.MaxValue).Select(part => (JsonNode?)new Guid(part, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString());
            case "date":
                return Gen.Choose(1, 28).Select(day => (JsonNode?)$"2026-02-{day:00}");
            case "date-time":
                return Texts("2026-11-23T18:30:05Z", "1999-12-31T23:59:59.25Z", "2026-01-31T13:45:00Z", "2026-06-15T08:00:00+00:00");
            case "uri":
                return Texts("https://example.com/path?key=value", "https://example.org/");
            case "email":
                return Texts("someone@example.com");
            case "byte":
                return Gen.ListOf(Gen.Choose(0, 255).Select(value => (byte)value)).Select(bytes => (JsonNode?)Convert.ToBase64String([.. bytes, 1]));
        }

        if (samples is not null)
            return Texts(samples);
        var least = schema.TryGetProperty("minLength", out var shortest) ? shortest.GetInt32() : 0;
        var most = schema.TryGetProperty("maxLength", out var longest) ? longest.GetInt32() : int.MaxValue;
        return Gen.Elements(plain ? _plainTexts : _texts).Select(text => (JsonNode?)(text.Length >= least && text.Length <= most ? text : "abcdefghijklmnopqrstuvwxyz"[..Math.Min(most, Math.Max(least, 1))]));
    }

    private static Gen<JsonNode?> Integer(JsonElement schema)
    {
        var (least, most) = (Bound(schema, "minimum", int.MinValue), Bound(schema, "maximum", int.MaxValue));
        return Gen.Choose(0, 1000).SelectMany(part => Gen.Elements(least, most, decimal.Truncate(least + ((most - least) / 1000 * part))))
            .Select(value => JsonNode.Parse(value.ToString(CultureInfo.InvariantCulture)));
    }

    // Quarters are the same in every type of number.
    private static Gen<JsonNode?> Number(JsonElement schema)
    {
        var (least, most) = (Bound(schema, "minimum", -250), Bound(schema, "maximum", 250));
        return Gen.Choose((int)(least * 4), (int)(most * 4)).Select(value => JsonNode.Parse((value / 4m).ToString(CultureInfo.InvariantCulture)));
    }

    private Gen<JsonNode?> Array(JsonElement schema, int depth)
    {
        var least = schema.TryGetProperty("minItems", out var fewest) ? fewest.GetInt32() : plain || depth == 1 ? 1 : 0;
        var most = schema.TryGetProperty("maxItems", out var all) ? all.GetInt32() : 3;
        return Gen.Choose(depth >= Deepest ? Math.Min(least, most) : least, depth >= Deepest ? least : most)
            .SelectMany(count => Gen.ListOf(schema.TryGetProperty("items", out var items) ? Value(items, depth + 1) : Anything(), count))
            .Select(items => (JsonNode?)new JsonArray([.. (schema.TryGetProperty("uniqueItems", out _) ? items.DistinctBy(item => item?.ToJsonString()) : items).Select(item => item?.DeepClone())]));
    }

    private Gen<JsonObject> Object(JsonElement schema, int depth)
    {
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet() : [];
        var made = Gen.Constant(new JsonObject());
        foreach (var member in schema.TryGetProperty("properties", out var members) ? members.EnumerateObject() : default)
        {
            var needed = required.Contains(member.Name);
            if (depth >= Deepest && !needed)
                continue;
            made = made.SelectMany(value => Gen.Choose(0, 3).SelectMany(chance => !needed && chance == 0
                ? Gen.Constant(value)
                : Value(member.Value, depth + 1).Select(inner => With(value, member.Name, inner))));
        }

        if (depth < Deepest && schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object)
        {
            made = made.SelectMany(value => Gen.Choose(1, 2).SelectMany(count => Gen.ListOf(Value(others, depth + 1), count))
                .Select(inner => inner.Select((each, index) => (each, index)).Aggregate(value, (whole, each) => With(whole, KeyOf(schema, each.index), each.each))));
        }

        return made;
    }

    // Model binding reads keys of a query without regard for case, and so do we.
    private static string KeyOf(JsonElement schema, int index) => schema.TryGetProperty("propertyNames", out var names)
        ? names.GetProperty("pattern").GetString()!.Contains('{', StringComparison.Ordinal) ? $"0f8fad5b-d9cb-469f-a165-70867728950{index}" : $"{index + 7}"
        : $"key{index}";

    private static JsonObject With(JsonObject value, string name, JsonNode? member)
    {
        var copy = value.DeepClone().AsObject();
        copy[name] = member?.DeepClone();
        return copy;
    }

    // ^(None|Read)(, ?(None|Read))*$
    private static string[] FlagsOf(string pattern)
    {
        var names = pattern[2..pattern.IndexOf(')', StringComparison.Ordinal)].Split('|');
        return [.. names, string.Join(", ", names.Skip(1))];
    }

    private static Gen<JsonNode?> Constant(JsonElement value) => Gen.Constant(value).Select(Node);

    private static Gen<JsonNode?> Texts(params string[] texts) => Gen.Elements(texts).Select(text => (JsonNode?)text);

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());

    private static string[] TypesOf(JsonElement schema) => !schema.TryGetProperty("type", out var type)
        ? []
        : type.ValueKind == JsonValueKind.String ? [type.GetString()!] : [.. type.EnumerateArray().Select(name => name.GetString()!)];

    private static decimal Bound(JsonElement schema, string keyword, decimal otherwise) => schema.TryGetProperty(keyword, out var value) ? value.GetDecimal() : otherwise;
}
