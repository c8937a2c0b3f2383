using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Mvc.Mcp.Requests.Values;

/// <summary>Says in words what a schema takes and what was given.</summary>
internal static class FaultText
{
    private const int LongestGiven = 60;
    private const int MostListed = 30;

    /// <summary>What was given.</summary>
    public static string Given(JsonElement given)
    {
        if (given.ValueKind == JsonValueKind.Undefined)
            return "nothing";
        var text = Shown(JsonMarshal.GetRawUtf8Value(given));
        return given.ValueKind switch
        {
            JsonValueKind.String => $"the string {text}",
            JsonValueKind.Number => $"the number {text}",
            JsonValueKind.Object => $"the object {text}",
            JsonValueKind.Array => $"the array {text}",
            _ => text,
        };
    }

    /// <summary>What <paramref name="schema"/> takes.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="withNull">Whether null is named where the schema takes it.</param>
    public static string Expectation(ValueSchema schema, bool withNull = true)
    {
        var text = schema.Values is not null
            ? Listed(schema)
            : string.Join(" or ", Kinds(schema).Concat(schema.Alternatives?.Schemas.Select(Brief) ?? []).Distinct().Take(MostListed).DefaultIfEmpty("a JSON value"));
        return withNull && schema.TakesNull && !schema.TakesAnything ? text + " or null" : text;
    }

    /// <summary>How the sentence ends that somebody gave a name that is not known.</summary>
    /// <param name="near">The name that was meant; null where nobody knows.</param>
    /// <param name="names">The names that there are; null where they have been told.</param>
    public static string Suggestion(string? near, IReadOnlyCollection<string>? names) => (near, names) switch
    {
        (_, { Count: 0 }) => "; it takes none.",
        (null, null) => ".",
        (null, _) => $"; it takes: {Known(names)}.",
        (_, null) => $"; did you mean '{near}'?",
        _ => $"; did you mean '{near}'? It takes: {Known(names)}.",
    };

    private static string Known(IReadOnlyCollection<string> names) => string.Join(", ", names.Take(MostListed)) + (names.Count > MostListed ? ", …" : "");

    /// <summary>What a name has to be that a caller chooses.</summary>
    public static string Name(TextRules rules) => Text(rules);

    /// <summary>One of several values.</summary>
    public static string OneOf(IReadOnlyCollection<string> values) => values.Count == 1
        ? values.First()
        : $"one of {string.Join(", ", values.Take(MostListed))}{(values.Count > MostListed ? ", …" : "")}";

    /// <summary>How many members are expected.</summary>
    public static string Members(ObjectRules rules) => "an object" + Between(rules.Fewest, rules.Most, "member");

    private static string Listed(ValueSchema schema)
    {
        var names = schema.Names?.ToLookup(name => name.Value.GetRawText(), name => name.Key);
        return OneOf([.. schema.Values!.Where(value => value.ValueKind != JsonValueKind.Null)
            .Select(value => value.GetRawText() is var text && names?[text].FirstOrDefault() is { } name ? $"{text} ({name})" : text)]);
    }

    // An alternative may lead back to what it is an alternative of.
    private static string Brief(ValueSchema schema) =>
        schema.Values is not null ? Listed(schema) : string.Join(" or ", Kinds(schema).DefaultIfEmpty("a JSON value"));

    private static IEnumerable<string> Kinds(ValueSchema schema)
    {
        if (schema.TakesAnything)
        {
            yield return "a JSON value";
            yield break;
        }

        if (schema.Takes(ValueKinds.File))
            yield return "a file as { \"fileName\", \"contentType\", \"data\": base64 } or a data URI";
        if (schema.Takes(ValueKinds.Boolean))
            yield return "true or false";
        if (schema.Takes(ValueKinds.Number | ValueKinds.Integer))
            yield return Number(schema);
        if (schema.Takes(ValueKinds.String))
            yield return Text(schema.Text);
        if (schema.Takes(ValueKinds.Array))
            yield return Array(schema.Array);
        if (schema.Takes(ValueKinds.Object))
            yield return Object(schema.Object);
    }

    private static string Number(ValueSchema schema)
    {
        var text = schema.Takes(ValueKinds.Number) ? "a number" : "an integer";
        if (schema.Number is not { } rules)
            return text;
        decimal? least = rules.Least ?? rules.Type?.Least;
        decimal? greatest = rules.Greatest ?? rules.Type?.Greatest;
        text += (least, greatest, rules.LeastExcluded || rules.GreatestExcluded) switch
        {
            ({ } from, { } to, false) => string.Create(CultureInfo.InvariantCulture, $" from {from} to {to}"),
            ({ } from, null, false) => string.Create(CultureInfo.InvariantCulture, $" of at least {from}"),
            (null, { } to, false) => string.Create(CultureInfo.InvariantCulture, $" of at most {to}"),
            (_, _, true) => Excluding(rules, least, greatest),
            _ => "",
        };
        return rules.MultipleOf is { } unit ? string.Create(CultureInfo.InvariantCulture, $"{text} that is a multiple of {unit}") : text;
    }

    private static string Excluding(NumberRules rules, decimal? least, decimal? greatest) => string.Join(" and ", new[]
    {
        least is { } from ? string.Create(CultureInfo.InvariantCulture, $"{(rules.LeastExcluded ? "greater than" : "of at least")} {from}") : null,
        greatest is { } to ? string.Create(CultureInfo.InvariantCulture, $"{(rules.GreatestExcluded ? "less than" : "of at most")} {to}") : null,
    }.OfType<string>()) is { Length: > 0 } words ? " " + words : "";

    private static string Text(TextRules? rules)
    {
        if (rules is null)
            return "a string";
        var text = rules.Pattern is null ? TextFormat.Words(rules.Format) : $"a string that matches {rules.Pattern}";
        return text + Between(rules.Shortest, rules.Longest, "character");
    }

    private static string Array(ArrayRules? rules)
    {
        if (rules is null)
            return "an array";
        var text = (rules.Unique ? "an array without repetition" : "an array") + Between(rules.Fewest, rules.Most, "element");
        return rules.Items.TakesAnything || rules.Items.Kinds == ValueKinds.None && rules.Items.Values is null
            ? text
            : $"{text} whose elements are each {Brief(rules.Items)}";
    }

    private static string Object(ObjectRules? rules)
    {
        if (rules is null || rules.Members.Count == 0)
            return "an object";
        var names = rules.Members.Take(MostListed).Select(member => member.Required ? member.Name : member.Name + "?");
        return $"an object with {string.Join(", ", names)}{(rules.Members.Count > MostListed ? ", …" : "")}";
    }

    private static string Between(int? fewest, int? most, string what)
    {
        var from = fewest ?? 0;
        if (most is not { } to)
            return from == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" of at least {from} {Plural(what, from)}");
        if (from == 0)
            return string.Create(CultureInfo.InvariantCulture, $" of at most {to} {Plural(what, to)}");
        return from == to
            ? string.Create(CultureInfo.InvariantCulture, $" of {to} {Plural(what, to)}")
            : string.Create(CultureInfo.InvariantCulture, $" of {from} to {to} {Plural(what, to)}");
    }

    private static string Plural(string what, int count) => count == 1 ? what : what + "s";

    private static string Shown(ReadOnlySpan<byte> json)
    {
        if (json.Length <= LongestGiven)
            return Encoding.UTF8.GetString(json).ReplaceLineEndings(" ");
        // No character is cut in two.
        return Encoding.UTF8.GetString(json[..(LongestGiven * 2 < json.Length ? LongestGiven * 2 : json.Length)]).TrimEnd('\uFFFD') is var text && text.Length > LongestGiven
            ? string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestGiven - 1]) ? LongestGiven - 1 : LongestGiven), "…").ReplaceLineEndings(" ")
            : text.ReplaceLineEndings(" ") + (LongestGiven * 2 < json.Length ? "…" : "");
    }
}
