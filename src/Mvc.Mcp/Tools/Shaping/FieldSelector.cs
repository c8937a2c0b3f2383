using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Tools.Shaping;

/// <summary>
/// Lets a call choose members of the answer. What is chosen is checked against the schema of the answer before the action runs, so
/// that a misspelt member is told and not an empty answer; what is left out is left out whole.
/// </summary>
/// <param name="Argument">The name of the argument that takes the paths.</param>
/// <param name="Schema">The schema of the answer.</param>
internal sealed record FieldSelector(string Argument, JsonElement Schema)
{
    private const int MostPaths = 100;
    private const int MostNamed = 30;

    /// <summary>
    /// Takes the paths out of the arguments of a call: the API knows nothing of them.
    /// </summary>
    /// <param name="given">What the client sent.</param>
    /// <param name="arguments">What of it is for the API.</param>
    /// <param name="fields">What is wanted; null for everything.</param>
    /// <param name="fault">What is wrong with the paths.</param>
    public bool TryTake(
        IDictionary<string, JsonElement>? given,
        out IDictionary<string, JsonElement>? arguments,
        out FieldTree? fields,
        [NotNullWhen(false)] out string? fault)
    {
        (arguments, fields, fault) = (given, null, null);
        if (given is null || !given.TryGetValue(Argument, out var value))
            return true;
        arguments = given.Where(argument => argument.Key != Argument).ToDictionary(StringComparer.Ordinal);
        if (value.ValueKind is JsonValueKind.Null)
            return true;
        if (Paths(value) is not { } paths)
        {
            fault = $"'{Argument}' is to be a list of members of the answer, such as [\"{string.Join("\", \"", Members(Schema).Take(2))}\"].";
            return false;
        }

        fields = new FieldTree();
        foreach (var path in paths)
        {
            var names = path.Split('.', StringSplitOptions.TrimEntries);
            if ((fault = Check(path, names)) is not null)
                return false;
            fields.Add(names);
        }

        // None chosen is none left out: a call for nothing at all is a mistake.
        if (paths.Length == 0)
            fields = null;
        return true;
    }

    // A list, or names with commas between them, as models write it as well.
    private static string[]? Paths(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString()!.Trim() is ['[', ..] json ? JsonInText.Parse(json) is { } list ? Paths(list) : null : value.GetString()!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= MostPaths && value.EnumerateArray().All(path => path.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(path => path.GetString()!)]
            : null;
    }

    private string? Check(string path, string[] names)
    {
        JsonElement[] at = [Schema];
        foreach (var name in names)
        {
            var inner = at.SelectMany(schema => Expand(schema)).ToArray();
            if (inner.Any(IsAnything))
                return null;
            at = [.. inner.SelectMany(schema => Member(schema, name))];
            if (at.Length > 0)
                continue;
            var known = inner.SelectMany(Members).Distinct(StringComparer.Ordinal).ToArray();
            var shown = path.Length <= 100 ? path : string.Concat(path.AsSpan(0, 100), "…");
            return known.Length == 0
                ? $"'{shown}' in '{Argument}' goes beyond a value that has no members."
                : $"'{shown}' in '{Argument}' is no member of the answer.{NearNames.Question(name, known)} There: {string.Join(", ", known.Take(MostNamed))}{(known.Length > MostNamed ? ", …" : "")}.";
        }

        return null;
    }

    // What a value may be: the items of a list, each of several alternatives, what a reference leads to.
    private IEnumerable<JsonElement> Expand(JsonElement schema)
    {
        var pending = new Stack<JsonElement>([schema]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (pending.TryPop(out var next))
        {
            if (next.ValueKind != JsonValueKind.Object)
                continue;
            if (next.TryGetProperty("$ref", out var reference) && reference.GetString() is { } pointer)
            {
                if (seen.Add(pointer) && Resolve(pointer) is { } target)
                    pending.Push(target);
                continue;
            }

            if (next.TryGetProperty("items", out var items))
                pending.Push(items);
            foreach (var keyword in new[] { "anyOf", "oneOf" })
            {
                if (next.TryGetProperty(keyword, out var alternatives))
                {
                    foreach (var alternative in alternatives.EnumerateArray())
                        pending.Push(alternative);
                }
            }

            yield return next;
        }
    }

    private static bool IsAnything(JsonElement schema) =>
        !schema.EnumerateObject().Any(keyword => keyword.Name is "type" or "items" or "anyOf" or "oneOf" or "enum" or "const" or "properties") ||
        schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("object") &&
        !schema.TryGetProperty("properties", out _) && !schema.TryGetProperty("additionalProperties", out _);

    private static IEnumerable<JsonElement> Member(JsonElement schema, string name)
    {
        if (schema.TryGetProperty("properties", out var members) && members.TryGetProperty(name, out var member))
            yield return member;
        else if (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object)
            yield return others;
    }

    private IEnumerable<string> Members(JsonElement schema) => Expand(schema).SelectMany(each =>
        each.TryGetProperty("properties", out var members) ? members.EnumerateObject().Select(member => member.Name) : []);

    private JsonElement? Resolve(string pointer) =>
        pointer.StartsWith("#/$defs/", StringComparison.Ordinal) && Schema.TryGetProperty("$defs", out var definitions) &&
        definitions.TryGetProperty(
            Uri.UnescapeDataString(pointer["#/$defs/".Length..]).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), out var found)
            ? found
            : null;
}
