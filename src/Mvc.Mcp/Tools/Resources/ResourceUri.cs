using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.AspNetCore.WebUtilities;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Tools.Resources;

/// <summary>
/// The address of an operation as a resource: the API's own path under the scheme <c>api</c>, with the query's keys as
/// RFC 6570 variables. Made once; takes addresses apart afterwards.
/// </summary>
internal sealed partial class ResourceUri
{
    private const string Root = "api://";

    // No server would take a longer one.
    private const int MaxLength = 8 * 1024;

    private readonly TemplateMatcher _path;
    private readonly Dictionary<string, ArgumentBinding> _variables = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _query = new(StringComparer.Ordinal);

    /// <param name="plan">The request whose path and query the address holds.</param>
    /// <param name="withQuery">Whether the query's keys are variables of the address.</param>
    public ResourceUri(RequestTemplate plan, bool withQuery)
    {
        var template = new StringBuilder(Root);
        var route = new StringBuilder();
        foreach (var part in PathTemplate.Parse(plan.PathTemplate).Parts)
        {
            if (!part.IsValue)
                AppendLiteral(template, route, part.Text);
            else if (PathArgument(plan, part.Text) is { } argument)
                AppendVariable(template, route, argument);
            else
                AppendLiteral(template, route, $"{{{part.Text}}}");
        }

        var keys = withQuery
            ? plan.Arguments.Where(argument => argument.Location == ArgumentLocation.Query).Select(QueryVariable).ToArray()
            : [];
        if (keys.Length > 0)
            template.Append("{?").AppendJoin(',', keys).Append('}');
        Template = template.ToString();
        _path = new TemplateMatcher(TemplateParser.Parse(route.ToString().TrimStart('/')), []);
    }

    /// <summary>The address as an RFC 6570 template.</summary>
    public string Template { get; }

    /// <summary>The arguments that the variables of the address stand for, by the variables' names.</summary>
    public IReadOnlyDictionary<string, ArgumentBinding> Variables => _variables;

    /// <summary>Reads the arguments out of an address; false where it is not an address of this resource.</summary>
    public bool TryRead(string uri, [NotNullWhen(true)] out Dictionary<string, JsonElement>? arguments)
    {
        arguments = null;
        if (uri.Length > MaxLength || !uri.StartsWith(Root, StringComparison.OrdinalIgnoreCase))
            return false;
        var question = uri.IndexOf('?', StringComparison.Ordinal);
        var path = new RouteValueDictionary();
        if (!_path.TryMatch("/" + uri[Root.Length..(question < 0 ? uri.Length : question)].TrimStart('/'), path))
            return false;
        var read = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (variable, value) in path)
        {
            if (value is string { Length: > 0 } text)
                read[_variables[variable].Name] = JsonSerializer.SerializeToElement(System.Uri.UnescapeDataString(text));
        }

        if (question >= 0 && !TryReadQuery(uri[question..], read))
            return false;
        arguments = read;
        return true;
    }

    private bool TryReadQuery(string query, Dictionary<string, JsonElement> arguments)
    {
        foreach (var (key, values) in QueryHelpers.ParseQuery(query))
        {
            if (!_query.Contains(key))
                return false;
            var argument = _variables[key];
            arguments[argument.Name] = argument.Kind == ArgumentKind.Array
                ? JsonSerializer.SerializeToElement(values.ToArray())
                : JsonSerializer.SerializeToElement(values.ToString());
        }

        return true;
    }

    private static ArgumentBinding? PathArgument(RequestTemplate plan, string name) => plan.Arguments.FirstOrDefault(argument =>
        argument.Location == ArgumentLocation.Path && string.Equals(argument.WireName, name, StringComparison.OrdinalIgnoreCase));

    private void AppendVariable(StringBuilder template, StringBuilder route, ArgumentBinding argument)
    {
        var name = Variable(argument);
        // An optional value takes its slash along: /products{/id}. The rest of a path may be empty behind it.
        var optional = !argument.Required && !argument.CatchAll && template[^1] == '/';
        if (optional)
            template.Length--;
        template.Append(argument.CatchAll ? $"{{+{name}}}" : optional ? $"{{/{name}}}" : $"{{{name}}}");
        route.Append(argument.CatchAll ? $"{{**{name}}}" : optional ? $"{{{name}?}}" : $"{{{name}}}");
    }

    private static void AppendLiteral(StringBuilder template, StringBuilder route, string literal)
    {
        template.Append(literal);
        route.Append(literal.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    private string QueryVariable(ArgumentBinding argument)
    {
        var name = Variable(argument);
        _query.Add(name);
        return argument.Kind == ArgumentKind.Array ? name + "*" : name;
    }

    // RFC 6570 names have letters, digits and underscores.
    private string Variable(ArgumentBinding argument)
    {
        var name = NotInNames().Replace(argument.Name, "_");
        while (!_variables.TryAdd(name, argument))
            name += "_";
        return name;
    }

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NotInNames();
}
