using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mvc.Mcp.Requests.Values;

/// <summary>Takes JSON Schemas apart that share their <c>$defs</c>.</summary>
/// <param name="dereference">Finds the definition that a schema refers to.</param>
/// <param name="namesKeyword">The keyword that holds the names of a numeric enum's values.</param>
internal sealed class ValueSchemaReader(Func<JsonObject, JsonObject> dereference, string namesKeyword)
{
    private readonly Dictionary<JsonObject, ValueSchema> _read = new(ReferenceEqualityComparer.Instance);

    // Filled one after the other and not within each other: a document says how long its chains of definitions are.
    private readonly Queue<(ValueSchema Read, JsonObject Schema)> _pending = new();

    /// <summary>Takes <paramref name="schema"/> apart.</summary>
    public ValueSchema Read(JsonObject schema)
    {
        var read = Enter(schema);
        while (_pending.TryDequeue(out var next))
            Fill(next.Read, next.Schema);
        return read;
    }

    // Known before it is filled: a schema may lead back to itself.
    private ValueSchema Enter(JsonObject schema)
    {
        var seen = new HashSet<JsonObject>(ReferenceEqualityComparer.Instance);
        while (schema.ContainsKey("$ref") && seen.Add(schema))
            schema = dereference(schema);
        if (schema.Count == 0 || schema.ContainsKey("$ref"))
            return ValueSchema.Any;
        if (!_read.TryGetValue(schema, out var read))
        {
            _read[schema] = read = new ValueSchema();
            _pending.Enqueue((read, schema));
        }

        return read;
    }

    private void Fill(ValueSchema read, JsonObject schema)
    {
        read.Kinds = KindsOf(schema);
        read.Values = schema["const"] is { } constant ? [Element(constant)] : (schema["enum"] as JsonArray)?.Select(Element).ToArray();
        if (schema[namesKeyword] is JsonObject names)
            read.Names = names.ToFrozenDictionary(name => name.Key, name => Element(name.Value), StringComparer.OrdinalIgnoreCase);
        if (read.Takes(ValueKinds.Object))
            read.Object = ReadObject(schema);
        if (read.Takes(ValueKinds.Array))
            read.Array = ReadArray(schema);
        if (read.Takes(ValueKinds.Number | ValueKinds.Integer))
            read.Number = ReadNumber(schema);
        if (read.Takes(ValueKinds.String))
            read.Text = ReadText(schema);
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray alternatives)
            ReadAlternatives(read, schema, alternatives);
    }

    private void ReadAlternatives(ValueSchema read, JsonObject schema, JsonArray alternatives)
    {
        // What the schema says of its type beside them holds as well; where it says nothing, they alone count.
        if (!schema.ContainsKey("type") && !schema.ContainsKey("properties"))
            read.Kinds = ValueKinds.None;
        var schemas = new List<ValueSchema>();
        var tags = new Dictionary<string, ValueSchema>(StringComparer.Ordinal);
        string? tagName = null;
        var tagged = true;
        foreach (var alternative in alternatives.OfType<JsonObject>())
        {
            if (alternative["type"] is JsonValue type && type.GetValue<string>() == "null")
            {
                read.Kinds |= ValueKinds.Null;
                continue;
            }

            var one = Enter(alternative);
            schemas.Add(one);
            var (name, value) = TagOf(dereference(alternative));
            tagged &= name is not null && (tagName ??= name) == name && tags.TryAdd(value!, one);
        }

        read.Alternatives = new Alternatives(
            schemas, tagged && schemas.Count > 0 ? tagName : null, tagged && schemas.Count > 0 ? tags.ToFrozenDictionary(StringComparer.Ordinal) : null);
    }

    private static (string? Name, string? Value) TagOf(JsonObject schema)
    {
        foreach (var (name, member) in schema["properties"] as JsonObject ?? [])
        {
            if (member is JsonObject described && described["const"] is { } value)
                return (name, value.ToJsonString());
        }

        return (null, null);
    }

    private ObjectRules? ReadObject(JsonObject schema)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        var required = (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        var members = properties.Select(property => new MemberRule(
            property.Key,
            Encoding.UTF8.GetBytes(property.Key),
            property.Value is JsonObject member ? Enter(member) : ValueSchema.Any,
            required.Contains(property.Key))).ToList();
        // A document may require what it does not describe.
        members.AddRange(required.Where(name => !properties.ContainsKey(name)).Select(name => new MemberRule(name, Encoding.UTF8.GetBytes(name), ValueSchema.Any, true)));
        var others = schema["additionalProperties"] switch
        {
            JsonObject described => Enter(described),
            JsonValue allowed when allowed.GetValueKind() == JsonValueKind.False => null,
            _ => ValueSchema.Any,
        };
        if (schema["patternProperties"] is not null)
            others ??= ValueSchema.Any;
        var rules = new ObjectRules(
            members,
            members.Select((member, place) => (member.Name, place)).ToFrozenDictionary(member => member.Name, member => member.place, StringComparer.Ordinal),
            others,
            TagOf(schema).Name)
        {
            Fewest = Count(schema, "minProperties"), Most = Count(schema, "maxProperties"),
            Names = schema["propertyNames"] is JsonObject names ? ReadText(names) : null,
        };
        return members.Count == 0 && ReferenceEquals(others, ValueSchema.Any) && rules is { Fewest: null, Most: null, Names: null } ? null : rules;
    }

    private ArrayRules? ReadArray(JsonObject schema)
    {
        var rules = new ArrayRules(
            schema["items"] is JsonObject items ? Enter(items) : ValueSchema.Any,
            Count(schema, "minItems"),
            Count(schema, "maxItems"),
            schema["uniqueItems"] is JsonValue unique && unique.GetValueKind() == JsonValueKind.True);
        return ReferenceEquals(rules.Items, ValueSchema.Any) && rules is { Fewest: null, Most: null, Unique: false } ? null : rules;
    }

    private static NumberRules? ReadNumber(JsonObject schema)
    {
        var (least, leastExcluded) = Bound(schema, "minimum", "exclusiveMinimum");
        var (greatest, greatestExcluded) = Bound(schema, "maximum", "exclusiveMaximum");
        var rules = new NumberRules(least, greatest, leastExcluded, greatestExcluded, Number(schema["multipleOf"]), Text(schema, "format") switch
        {
            "int32" => (int.MinValue, int.MaxValue),
            "int64" => (long.MinValue, long.MaxValue),
            _ => null,
        });
        return rules is { Least: null, Greatest: null, MultipleOf: null, Type: null } ? null : rules;
    }

    private static TextRules? ReadText(JsonObject schema)
    {
        var pattern = Text(schema, "pattern");
        var rules = new TextRules(
            Count(schema, "minLength"),
            Count(schema, "maxLength"),
            pattern,
            pattern is null ? null : Matcher(pattern),
            Text(schema, "contentEncoding") == "base64" ? "byte" : Text(schema, "format"));
        return rules is { Shortest: null, Longest: null, Pattern: null, Format: null } ? null : rules;
    }

    // Input decides no regular expression's time: what only a backtracking engine can match is left to the API.
    private static Regex? Matcher(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    private static ValueKinds KindsOf(JsonObject schema)
    {
        string[] names = schema["type"] switch
        {
            JsonArray several => [.. several.Select(name => name!.GetValue<string>())],
            JsonValue one => [one.GetValue<string>()],
            _ => [],
        };
        if (names.Length == 0)
            return schema["properties"] is JsonObject ? ValueKinds.Object : ValueKinds.Any;
        return names.Aggregate(ValueKinds.None, (kinds, name) => kinds | name switch
        {
            "null" => ValueKinds.Null,
            "boolean" => ValueKinds.Boolean,
            "integer" => ValueKinds.Integer,
            "number" => ValueKinds.Number,
            "string" => ValueKinds.String,
            "object" => ValueKinds.Object,
            "array" => ValueKinds.Array,
            _ => ValueKinds.Any,
        });
    }

    private static (decimal? Value, bool Excluded) Bound(JsonObject schema, string keyword, string excludedKeyword) =>
        Number(schema[excludedKeyword]) is { } excluded ? (excluded, true) : (Number(schema[keyword]), false);

    private static decimal? Number(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number &&
        decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? Count(JsonObject schema, string keyword) => Number(schema[keyword]) is >= 0 and <= int.MaxValue and { } count ? (int)count : null;

    private static string? Text(JsonObject schema, string keyword) =>
        schema[keyword] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static JsonElement Element(JsonNode? node) => JsonSerializer.SerializeToElement(node);
}
