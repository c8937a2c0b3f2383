using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.OpenApi;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Operations.Choice;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Tools.Naming;

/// <summary>
/// What tells operations of one name apart: it tells a model what each is for, where a number would say nothing. In a document
/// no two operations have the same method and path, so there always is a difference.
/// </summary>
internal sealed class Difference
{
    private readonly string _name;
    private readonly Route[] _routes;
    private readonly HashSet<string> _shared;

    /// <summary>Looks at the operations that all want one name.</summary>
    public Difference(string name, IReadOnlyList<ApiOperation> operations)
    {
        _name = name;
        _routes = [.. operations.Select(operation => new Route(operation))];
        _shared = new(_routes.Length > 1 ? _routes[0].Words : [], StringComparer.OrdinalIgnoreCase);
        foreach (var route in _routes)
            _shared.IntersectWith(route.Words);
    }

    /// <summary>
    /// The one whose path is the beginning of what the others narrow down, <c>/products</c> beside <c>/products/{id}</c>: it
    /// keeps the name. Null where none is.
    /// </summary>
    public McpOperation? General()
    {
        var speaking = _routes.Where(route => !BodilessMethods.Has(route.Operation.Method)).ToArray();
        return (speaking.Length == 0 ? _routes : speaking) is [_, ..] routes && routes.MinBy(route => route.Operation.Path.Length) is { } shortest &&
               routes.All(other => other == shortest || other.IsBelow(shortest))
            ? shortest.Operation.Public
            : null;
    }

    /// <summary>For each operation the names that say what it alone is, the plainest first.</summary>
    public IReadOnlyDictionary<McpOperation, List<string>> Names()
    {
        Func<Route, string?>[] aspects =
        [
            ByMethodOfController,
            ByValues,
            ByList,
            ByWords,
            ByVerb,
            route => ByWords(route) + ByValues(route),
            route => ByVerb(route) + ByPath(route) + ByValues(route),
        ];
        var names = _routes.ToDictionary(route => route.Operation.Public, _ => new List<string>());
        foreach (var aspect in aspects)
        {
            foreach (var same in _routes.GroupBy(route => Named(aspect(route)), StringComparer.OrdinalIgnoreCase))
            {
                if (same.Key is not null && same.Count() == 1)
                    names[same.Single().Operation.Public].Add(same.Key);
            }
        }

        return names;
    }

    private string? Named(string? difference) => difference switch
    {
        null or "" => null,
        ['_', ..] suffix => ValidName.WithSuffix(_name, suffix),
        _ => ValidName.Of(difference),
    };

    // [ActionName] may give several methods one name.
    private string? ByMethodOfController(Route route)
    {
        if (route.Operation.ApiDescription?.ActionDescriptor is not ControllerActionDescriptor action ||
            !_name.EndsWith(action.ActionName, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var method = action.MethodInfo.Name.EndsWith("Async", StringComparison.Ordinal) ? action.MethodInfo.Name[..^5] : action.MethodInfo.Name;
        return method.Equals(action.ActionName, StringComparison.OrdinalIgnoreCase) ? null : _name[..^action.ActionName.Length] + method;
    }

    private static string? ByValues(Route route) => route.Values.Length == 0 ? null : "_by_" + string.Join('_', route.Values);

    private static string? ByList(Route route) =>
        route.Operation.Method == "GET" && route.Values.Length == 0 &&
        Responses.OfSuccess(route.Operation).SelectMany(response => BodyContent.Of(response.Value).Values).Any(content => content.Schema?.Type?.HasFlag(JsonSchemaType.Array) == true)
            ? "_list"
            : null;

    private string? ByWords(Route route) =>
        route.Words.Except(_shared, StringComparer.OrdinalIgnoreCase).ToArray() is { Length: > 0 } own ? "_" + string.Join('_', own) : null;

    private static string ByPath(Route route) => string.Concat(route.Words.Select(word => "_" + word));

    private static string ByVerb(Route route) => "_" + route.Operation.Method.ToLowerInvariant();

    /// <summary>The path of an operation in its parts.</summary>
    private sealed class Route
    {
        public Route(ApiOperation operation)
        {
            Operation = operation;
            var parts = PathTemplate.Parse(operation.Path).Parts;
            Values = [.. parts.Where(part => part.IsValue).Select(part => part.Text)];
            Words = [.. parts.Where(part => !part.IsValue).SelectMany(part => PlainLetters.Write(part.Text).Split('/', StringSplitOptions.RemoveEmptyEntries))];
        }

        public ApiOperation Operation { get; }

        public string[] Values { get; }

        public string[] Words { get; }

        public bool IsBelow(Route general) =>
            Operation.Path.Length > general.Operation.Path.Length &&
            general.Words.All(word => Words.Contains(word, StringComparer.OrdinalIgnoreCase)) &&
            general.Values.All(value => Values.Contains(value, StringComparer.OrdinalIgnoreCase));
    }
}
