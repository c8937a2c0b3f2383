using System.Collections;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Mvc.Mcp.Operations;

/// <summary>
/// What OData adds to actions. The package is not referenced, so that an application has whichever version it wants of it, or
/// none: its types are known by their names.
/// </summary>
internal static class OData
{
    private const string Root = "Microsoft.AspNetCore.OData";
    private const string Routing = Root + ".Routing.ODataRoutingMetadata";
    private const string EnableQuery = Root + ".Query.EnableQueryAttribute";
    private const string QueryOptions = Root + ".Query.ODataQueryOptions";
    private const string Single = Root + ".Results.SingleResult";
    private const string Model = "Microsoft.OData.Edm.IEdmModel";
    private const string Structure = "Microsoft.OData.Edm.IEdmStructuredType";

    /// <summary>Whether a type is OData's own, and not the application's.</summary>
    public static bool Owns(Type type) => type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true;

    /// <summary>Whether OData routes to the action: then it reads bodies and writes answers, by the names of its model.</summary>
    public static bool Routes(ActionDescriptor? action) => RoutingOf(action) is not null;

    /// <summary>Whether a parameter stands for the query as OData reads it, and not for a value.</summary>
    public static bool IsQuery(ApiParameterDescription parameter) =>
        parameter.ParameterDescriptor?.ParameterType is { } type && (Named(type, QueryOptions) is not null || type.FullName == Root + ".Routing.ODataPath");

    /// <summary>What OData lets a caller ask of the answer; null where that is nothing.</summary>
    public static ODataQuery? QueryOf(ApiDescription? description)
    {
        if (description?.ActionDescriptor is not ControllerActionDescriptor action)
            return null;
        var attribute = action.FilterDescriptors.Select(filter => filter.Filter).LastOrDefault(filter => Named(filter.GetType(), EnableQuery) is not null);
        var parameter = action.Parameters.Select(each => Named(each.ParameterType, QueryOptions)).FirstOrDefault(type => type is not null);
        if (attribute is null && parameter is null)
            return null;
        var (item, several) = ItemOf(action.MethodInfo.ReturnType);
        if (item == typeof(object))
            several = !(description.RelativePath ?? "").TrimEnd(')').EndsWith('}');
        if (parameter is { IsGenericType: true })
            item = parameter.GenericTypeArguments[0];
        return new ODataQuery(item == typeof(object) ? null : item, several)
        {
            Allowed = attribute is null ? int.MaxValue : Convert.ToInt32(Value(attribute, "AllowedQueryOptions"), null),
            MaxTop = attribute is not null && Value(attribute, "MaxTop") is int and > 0 and var most ? most : null,
        };
    }

    /// <summary>
    /// What the model calls the members of its types, by .NET's name in any case; null where OData does not route to the action.
    /// </summary>
    public static IReadOnlyDictionary<string, string>? NamesOf(ActionDescriptor? action)
    {
        if (RoutingOf(action) is not { } routing || Value(routing, nameof(Model)) is not { } model)
            return null;
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in List(model, Model, "SchemaElements").SelectMany(element => List(element, Structure, "DeclaredProperties")))
        {
            if (ValueOf(property, "Microsoft.OData.Edm.IEdmNamedElement", "Name") is string name)
                names.TryAdd(name, name);
        }

        return names;
    }

    /// <summary>
    /// What tells the addresses of one operation from those of others: OData maps an action at <c>Products({key})</c>, at
    /// <c>Products/{key}</c> and, for their number, at <c>Products/$count</c>. Null where it does not route to the action.
    /// </summary>
    public static object? OperationOf(ApiDescription description) =>
        description.ActionDescriptor is ControllerActionDescriptor action && RoutingOf(action) is { } routing
            ? (action.MethodInfo, action.ControllerTypeInfo, description.HttpMethod, Value(routing, "Prefix"),
                string.Join(',', description.ParameterDescriptions.Where(parameter => parameter.RouteInfo is not null).Select(parameter => parameter.Name)))
            : null;

    // The item of a list, or the one thing that is answered; object where nobody says what that is.
    private static (Type Item, bool Several) ItemOf(Type type)
    {
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (generic == typeof(Task<>) || generic == typeof(ValueTask<>) || generic == typeof(ActionResult<>))
            return ItemOf(type.GenericTypeArguments[0]);
        if (typeof(IActionResult).IsAssignableFrom(type) || type == typeof(Task))
            return (typeof(object), false);
        if (Named(type, Single) is not null)
            return (type.IsGenericType ? type.GenericTypeArguments[0] : typeof(object), false);
        var list = type.GetInterfaces().Append(type).FirstOrDefault(each => each.IsGenericType &&
            (each.GetGenericTypeDefinition() == typeof(IEnumerable<>) || each.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));
        return list is null || type == typeof(string) ? (type, false) : (list.GenericTypeArguments[0], true);
    }

    private static object? RoutingOf(ActionDescriptor? action) =>
        action?.EndpointMetadata?.LastOrDefault(item => item.GetType().FullName == Routing);

    // The type itself, or the one of its base types, that has the name.
    private static Type? Named(Type type, string name)
    {
        for (Type? each = type; each is not null; each = each.BaseType)
        {
            if ((each.IsGenericType ? each.GetGenericTypeDefinition() : each).FullName is { } full && (full == name || full == name + "`1"))
                return each;
        }

        return null;
    }

    private static object? Value(object owner, string name) => owner.GetType().GetProperty(name)?.GetValue(owner);

    private static IEnumerable<object> List(object owner, string type, string name) =>
        (ValueOf(owner, type, name) as IEnumerable)?.Cast<object>() ?? [];

    private static object? ValueOf(object owner, string type, string name) =>
        owner.GetType().GetInterfaces().FirstOrDefault(each => each.FullName == type)?.GetProperty(name)?.GetValue(owner);
}
