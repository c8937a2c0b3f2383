using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// Reads from the path of a call what no argument gave: a document may have written a value into its paths, as those of
/// versions do (<c>/v2/products</c> for <c>v{version}/products</c>).
/// </summary>
internal sealed class MissingRouteValues
{
    private static readonly RouteValueDictionary _noDefaults = [];

    private readonly string[] _needed;
    private readonly TemplateMatcher _matcher;

    private MissingRouteValues(RoutePattern pattern, string[] needed)
    {
        _needed = needed;
        _matcher = new TemplateMatcher(new RouteTemplate(pattern), _noDefaults);
    }

    /// <summary>What does so for endpoints at <paramref name="pattern"/>; null where there is nothing that a call could miss.</summary>
    public static MissingRouteValues? Of(RoutePattern pattern)
    {
        string[] needed = [.. pattern.Parameters.Where(parameter => !parameter.IsOptional && !parameter.IsCatchAll && !pattern.Defaults.ContainsKey(parameter.Name)).Select(parameter => parameter.Name)];
        return needed.Length == 0 ? null : new MissingRouteValues(pattern, needed);
    }

    /// <summary>Adds to <paramref name="values"/> what <paramref name="path"/> has where the pattern wants it, if anything is missing.</summary>
    public void AddTo(RouteValueDictionary values, string path)
    {
        foreach (var name in _needed)
        {
            if (!values.ContainsKey(name))
            {
                AddAll(values, path);
                return;
            }
        }
    }

    private void AddAll(RouteValueDictionary values, string path)
    {
        var found = new RouteValueDictionary();
        if (!_matcher.TryMatch(path, found))
            return;
        foreach (var name in _needed)
        {
            if (!values.ContainsKey(name) && found[name] is string escaped)
                values[name] = Uri.UnescapeDataString(escaped);
        }
    }
}
