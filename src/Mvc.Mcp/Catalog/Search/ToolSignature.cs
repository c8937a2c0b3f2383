using System.Text;
using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Catalog.Search;

/// <summary>
/// Writes a tool in one line, as programmers write a function: <c>list_orders(status?: "Open"|"Paid", page?: integer = 1)</c>. It
/// takes a fifth of the tokens of the tool's definition, and a model can call the tool by it.
/// </summary>
internal static class ToolSignature
{
    // What is deeper, or has more, is in the schema for whoever needs it.
    private const int MostDepth = 3;
    private const int MostValues = 12;

    /// <summary>The name and the arguments.</summary>
    public static string Of(Tool tool)
    {
        var text = new StringBuilder(tool.Name);
        text.Append('(');
        AppendMembers(text, tool.InputSchema, tool.InputSchema, depth: 0);
        return text.Append(')').ToString();
    }

    private static void AppendMembers(StringBuilder text, JsonElement schema, JsonElement root, int depth)
    {
        var required = schema.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet(StringComparer.Ordinal)
            : [];
        var isFirst = true;
        // What must be given stands first.
        foreach (var member in schema.TryGetProperty("properties", out var members)
            ? members.EnumerateObject().OrderBy(member => required.Contains(member.Name) ? 0 : 1)
            : Enumerable.Empty<JsonProperty>())
        {
            text.Append(isFirst ? "" : ", ").Append(member.Name).Append(required.Contains(member.Name) ? ": " : "?: ");
            AppendType(text, member.Value, root, depth);
            if (member.Value.TryGetProperty("default", out var value))
                text.Append(" = ").Append(value.GetRawText());
            isFirst = false;
        }
    }

    private static void AppendType(StringBuilder text, JsonElement schema, JsonElement root, int depth)
    {
        if (schema.TryGetProperty("$ref", out var reference) && Resolve(reference.GetString()!, root) is { } target)
        {
            // Only what is recursive or large is referred to.
            AppendType(text, target, root, depth + 1);
            return;
        }

        if (schema.TryGetProperty("const", out var constant))
            text.Append(constant.GetRawText());
        else if (schema.TryGetProperty("enum", out var values))
            AppendValues(text, values);
        else if (schema.TryGetProperty("oneOf", out var alternatives) || schema.TryGetProperty("anyOf", out alternatives))
            AppendAlternatives(text, alternatives, root, depth);
        else
            AppendNamedType(text, schema, root, depth);
    }

    private static void AppendNamedType(StringBuilder text, JsonElement schema, JsonElement root, int depth)
    {
        switch (TypeOf(schema))
        {
            case "array":
                if (schema.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Object)
                    AppendType(text, items, root, depth);
                else
                    text.Append("any");
                text.Append("[]");
                break;
            case "object" when schema.TryGetProperty("properties", out _) && depth < MostDepth:
                text.Append('{');
                AppendMembers(text, schema, root, depth + 1);
                text.Append('}');
                break;
            case "string":
                text.Append(schema.TryGetProperty("format", out var format) ? format.GetString() : "string");
                break;
            case var type:
                text.Append(type ?? "any");
                break;
        }
    }

    private static void AppendValues(StringBuilder text, JsonElement values)
    {
        var known = values.EnumerateArray().Where(value => value.ValueKind != JsonValueKind.Null).Select(value => value.GetRawText()).ToArray();
        text.AppendJoin('|', known.Take(MostValues));
        if (known.Length > MostValues)
            text.Append("|…");
    }

    private static void AppendAlternatives(StringBuilder text, JsonElement alternatives, JsonElement root, int depth)
    {
        var isFirst = true;
        foreach (var alternative in alternatives.EnumerateArray().Where(alternative => TypeOf(alternative) != "null"))
        {
            text.Append(isFirst ? "" : "|");
            AppendType(text, alternative, root, depth + 1);
            isFirst = false;
        }
    }

    private static JsonElement? Resolve(string pointer, JsonElement root) =>
        pointer.StartsWith("#/$defs/", StringComparison.Ordinal) && root.TryGetProperty("$defs", out var definitions) &&
        definitions.TryGetProperty(
            Uri.UnescapeDataString(pointer["#/$defs/".Length..]).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), out var found)
            ? found
            : null;

    private static string? TypeOf(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("type", out var type))
            return null;
        return type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Select(name => name.GetString()).FirstOrDefault(name => name != "null")
            : type.GetString();
    }
}
