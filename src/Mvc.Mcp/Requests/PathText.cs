using System.Runtime.CompilerServices;

namespace Mvc.Mcp.Requests;

/// <summary>Writes a path from its template and values.</summary>
internal static class PathText
{
    /// <summary>The path with <paramref name="values"/>, which are escaped already; an optional value that was not given leaves its segment out.</summary>
    public static string Write(PathTemplate template, List<KeyValuePair<string, string>>? values)
    {
        var parts = template.Parts;
        if (parts.Length == 1 && !parts[0].IsValue)
            return parts[0].Text;
        var cut = false;
        var text = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[256]);
        foreach (var part in parts)
        {
            var literal = part.IsValue ? Find(values, part.Text) : part.Text;
            cut = literal is null;
            if (literal is not null)
                text.AppendLiteral(literal);
        }

        var path = text.ToStringAndClear();
        // The slash before a value that was not given, and none that a value ends with.
        if (cut && path.Length > 1 && path[^1] == '/')
            path = path[..^1];
        return path.Length == 0 ? "/" : path;
    }

    private static string? Find(List<KeyValuePair<string, string>>? values, string name)
    {
        if (values is not null)
        {
            foreach (var value in values)
            {
                if (string.Equals(value.Key, name, StringComparison.OrdinalIgnoreCase))
                    return value.Value;
            }
        }

        return null;
    }
}
