using System.Globalization;
using System.Text.Json;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Requests.Values;

namespace Mvc.Mcp.Results;

/// <summary>What a caller gave at the place that an error names, and what is expected there.</summary>
/// <param name="Value">What was given; null where nothing was.</param>
/// <param name="Schema">What is expected; null where nobody knows.</param>
internal readonly record struct GivenValue(JsonElement? Value, ValueSchema? Schema)
{
    /// <summary>Looks up a path such as <c>lines[0].quantity</c> in the arguments of a call.</summary>
    public static GivenValue At(RequestTemplate template, IDictionary<string, JsonElement>? arguments, string path)
    {
        // The longest name wins: a form's "address.city" is one argument.
        if (template.Arguments.Where(candidate => Covers(candidate.Name, path)).MaxBy(candidate => candidate.Name.Length) is not { } argument)
            return default;
        var found = new GivenValue(arguments is not null && arguments.TryGetValue(argument.Name, out var value) ? value : null, argument.Schema);
        for (var position = argument.Name.Length; position < path.Length;)
        {
            var end = path.AsSpan(position + 1).IndexOfAny('.', '[') is var next and >= 0 ? position + 1 + next : path.Length;
            found = found.Step(path[position..end]);
            position = end;
        }

        return found;
    }

    private GivenValue Step(string segment)
    {
        var value = Value is { ValueKind: JsonValueKind.String } text
            ? ScalarValue.Parse(text, JsonValueKind.Object) ?? ScalarValue.Parse(text, JsonValueKind.Array)
            : Value;
        if (segment[0] == '[' && int.TryParse(segment[1..].TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return new GivenValue(
                value is { ValueKind: JsonValueKind.Array } array && index < array.GetArrayLength() ? array[index] : null,
                Alternatives(Schema).Select(schema => schema.Array?.Items).FirstOrDefault(items => items is not null));
        }
        var name = segment.TrimStart('.').Trim('[', ']', '"', '\'');
        return new GivenValue(
            value is { ValueKind: JsonValueKind.Object } members && members.TryGetProperty(name, out var member) ? member : null,
            Alternatives(Schema).Select(schema => schema.Object is not { } rules ? null : rules.ByName.TryGetValue(name, out var place) ? rules.Members[place].Schema : rules.Others)
                .FirstOrDefault(found => found is not null));
    }

    private static IEnumerable<ValueSchema> Alternatives(ValueSchema? schema) =>
        schema is null ? [] : [schema, .. schema.Alternatives?.Schemas ?? []];

    private static bool Covers(string name, string path) =>
        path.StartsWith(name, StringComparison.Ordinal) && (path.Length == name.Length || path[name.Length] is '.' or '[');
}
