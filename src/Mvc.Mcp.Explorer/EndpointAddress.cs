using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Mvc.Mcp.Explorer;

/// <summary>Tells the page where an endpoint is, from where the page is.</summary>
internal static class EndpointAddress
{
    /// <summary>The path of an endpoint, with the values that the request for the page has; a value that it lacks stays as <c>{name}</c>.</summary>
    public static string Path(RoutePattern pattern, RouteValueDictionary values)
    {
        var path = new StringBuilder();
        foreach (var segment in pattern.PathSegments)
        {
            path.Append('/');
            foreach (var part in segment.Parts)
                path.Append(Text(part, values));
        }

        return path.Length == 0 ? "/" : path.ToString();
    }

    /// <summary>A reference that leads there from the page at <paramref name="page"/>, under whatever prefix both are.</summary>
    public static string Relative(string path, PathString page)
    {
        // From /a/b/catalog.json to the root: a level for each slash but the first.
        var up = page.Value!.Count(character => character == '/') - 1;
        return (up == 0 ? "./" : string.Concat(Enumerable.Repeat("../", up))) + path.TrimStart('/');
    }

    private static string? Text(RoutePatternPart part, RouteValueDictionary values) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => values[parameter.Name] is { } value
            ? Uri.EscapeDataString(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!)
            : parameter.Default?.ToString() ?? $"{{{parameter.Name}}}",
        _ => null,
    };
}
