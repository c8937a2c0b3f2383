using System.Text;
using System.Text.Json;

namespace Mvc.Mcp.Results;

/// <summary>
/// Spells a path of model state, which names the members of .NET types, as the input schema does: <c>[1].ProductId</c>
/// becomes <c>[1].productId</c>, or <c>[1].product_id</c> where JSON calls it so.
/// </summary>
internal static class ArgumentPath
{
    private static readonly string[] _compositions = ["allOf", "anyOf", "oneOf"];

    /// <summary>Spells what follows the name of an argument; what the schema does not know stays as it is.</summary>
    /// <param name="inputSchema">The tool's input schema.</param>
    /// <param name="jsonNames">What JSON calls the members of .NET types, where that is another name.</param>
    /// <param name="argument">The argument.</param>
    /// <param name="path">What follows its name.</param>
    public static string Spell(JsonElement inputSchema, ILookup<string, string> jsonNames, string argument, string path)
    {
        if (path.Length == 0)
            return path;
        var spelled = new StringBuilder();
        var at = Member(inputSchema, inputSchema, argument)?.Schema;
        for (var position = 0; position < path.Length;)
        {
            var end = path.AsSpan(position + 1).IndexOfAny('.', '[') is var next and >= 0 ? position + 1 + next : path.Length;
            var segment = path[position..end];
            position = end;
            if (segment[0] == '[')
            {
                at = at is { } array ? Items(inputSchema, array) : null;
                spelled.Append(segment);
                continue;
            }

            var name = segment.TrimStart('.');
            var member = at is { } owner
                ? jsonNames[name].Prepend(name).Select(each => Member(inputSchema, owner, each)).FirstOrDefault(found => found is not null)
                : null;
            spelled.Append('.').Append(member?.Name ?? name);
            at = member?.Schema;
        }

        return spelled.ToString();
    }

    private static (string Name, JsonElement Schema)? Member(JsonElement root, JsonElement schema, string name)
    {
        foreach (var part in Parts(root, schema))
        {
            if (!part.TryGetProperty("properties", out var properties))
                continue;
            foreach (var property in properties.EnumerateObject())
            {
                if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                    return (property.Name, property.Value);
            }
        }

        return null;
    }

    private static JsonElement? Items(JsonElement root, JsonElement schema)
    {
        foreach (var part in Parts(root, schema))
        {
            if (part.TryGetProperty("items", out var items) || part.TryGetProperty("additionalProperties", out items))
                return items;
        }

        return null;
    }

    // The schema itself and what it is composed of. The depth is bounded because a schema may refer to itself.
    private static IEnumerable<JsonElement> Parts(JsonElement root, JsonElement schema, int depth = 0)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > 8)
            yield break;
        yield return schema;
        if (schema.TryGetProperty("$ref", out var reference) && Resolve(root, reference.GetString()!) is { } target)
        {
            foreach (var part in Parts(root, target, depth + 1))
                yield return part;
        }

        foreach (var keyword in _compositions)
        {
            if (!schema.TryGetProperty(keyword, out var branches))
                continue;
            foreach (var part in branches.EnumerateArray().SelectMany(branch => Parts(root, branch, depth + 1)))
                yield return part;
        }
    }

    private static JsonElement? Resolve(JsonElement root, string reference)
    {
        var at = root;
        foreach (var name in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), out at))
                return null;
        }

        return at;
    }
}
