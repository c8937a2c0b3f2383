using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ActionConstraints;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// Finds the endpoint that the application mapped for an action, so that everything the application put on it counts:
/// <c>MapControllers().RequireAuthorization()</c> is no attribute.
/// </summary>
internal sealed class ActionEndpoints(
    EndpointDataSource source,
    UnmappedEndpoints unmapped,
    IOptions<MvcOptions> mvc,
    ParameterPolicyFactory parameterPolicies,
    IEnumerable<MatcherPolicy> matcherPolicies)
{
    private Index? _index;

    /// <summary>Whether the application maps any action of a controller.</summary>
    public bool MapControllers => Current.ById.Count > 0;

    /// <summary>
    /// Whether actions run that are not mapped: the application says so, or its MVC has routing of its own, which knows no
    /// endpoints (<c>UseMvc()</c>).
    /// </summary>
    public bool RunUnmapped(McpOptions options) => options.RunUnmappedControllers || !mvc.Value.EnableEndpointRouting;

    /// <summary>The endpoint of <paramref name="action"/>; null where the application has not mapped it.</summary>
    /// <param name="action">The action.</param>
    /// <param name="options">The options of whoever calls it: they say what is run where no controller is mapped.</param>
    public ActionEndpoint? Find(ActionDescriptor action, McpOptions options)
    {
        var index = Current;
        // An application that maps some actions has taken away the others; to run one anyway would go around what guards
        // the rest. One that maps none may say that it serves MCP alone.
        if (index.ById.Count == 0 && action is ControllerActionDescriptor)
            return RunUnmapped(options) ? unmapped.Get(action) : null;
        return index.Found.TryGetValue(action, out var found) ? found : index.Found.GetOrAdd(action, Find(action, index));
    }

    private Index Current
    {
        get
        {
            var index = _index;
            if (index is null || index.HasChanged)
                _index = index = CreateIndex();
            return index;
        }
    }

    private static ActionEndpoint? Find(ActionDescriptor action, Index index)
    {
        if (index.ById.TryGetValue(action.Id, out var endpoint))
            return endpoint;
        // MVC makes every action anew when one changes. Until the catalog is made anew too, its actions are found as what they were.
        if (action is ControllerActionDescriptor controllerAction)
            return index.ByAction.GetValueOrDefault(ActionIdentity.Of(controllerAction));
        return RouteOf(action.EndpointMetadata) is { } route
            ? index.ByRoute.GetValueOrDefault(route)
            : null;
    }

    private Index CreateIndex()
    {
        // The token first: a change while the endpoints are read makes the next call read them again.
        var changed = source.GetChangeToken();
        var byId = new Dictionary<string, ActionEndpoint>();
        var byAction = new Dictionary<ActionIdentity, ActionEndpoint?>();
        var byRoute = new Dictionary<MinimalRoute, ActionEndpoint>();
        foreach (var endpoint in source.Endpoints)
        {
            if (endpoint.RequestDelegate is null)
                continue;
            if (endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is { } action)
            {
                if (OnlyMakesLinks(endpoint) || byId.ContainsKey(action.Id))
                    continue;
                var mapped = Create(endpoint);
                byId.Add(action.Id, mapped);
                // Two actions that only their conventions tell apart: neither is taken for the other.
                if (!byAction.TryAdd(ActionIdentity.Of(action), mapped))
                    byAction[ActionIdentity.Of(action)] = null;
            }
            else if (RouteOf(endpoint.Metadata) is { } route && !byRoute.ContainsKey(route))
            {
                byRoute.Add(route, Create(endpoint));
            }
        }

        return new Index(changed, byId.ToFrozenDictionary(), byAction.ToFrozenDictionary(), byRoute.ToFrozenDictionary());

        ActionEndpoint Create(Endpoint endpoint) => new(endpoint, RouteGate.Of(endpoint, parameterPolicies, matcherPolicies));
    }

    // What ApiExplorer says of a minimal API has no id, but the endpoint's metadata. Several of one route and method may
    // stand side by side, told apart by host or content type; a document describes one of them.
    private static MinimalRoute? RouteOf(IEnumerable<object> metadata)
    {
        string? route = null;
        IHttpMethodMetadata? methods = null;
        MethodInfo? handler = null;
        foreach (var item in metadata)
        {
            route = (item as IRouteDiagnosticsMetadata)?.Route ?? route;
            methods = item as IHttpMethodMetadata ?? methods;
            handler = item as MethodInfo ?? handler;
        }

        return route is null || methods is null ? null : new MinimalRoute(string.Join(',', methods.HttpMethods), route, handler);
    }

    // Conventional routes have endpoints that nothing matches.
    private static bool OnlyMakesLinks(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ISuppressMatchingMetadata>() is { SuppressMatching: true };

    private sealed record MinimalRoute(string Methods, string Route, MethodInfo? Handler);

    private sealed record ActionIdentity(Type Controller, MethodInfo Method, string? Template, string Methods)
    {
        public static ActionIdentity Of(ControllerActionDescriptor action) => new(
            action.ControllerTypeInfo, action.MethodInfo, action.AttributeRouteInfo?.Template,
            string.Join(',', action.ActionConstraints?.OfType<HttpMethodActionConstraint>().SelectMany(constraint => constraint.HttpMethods) ?? []));
    }

    private sealed class Index(
        IChangeToken changed,
        FrozenDictionary<string, ActionEndpoint> byId,
        FrozenDictionary<ActionIdentity, ActionEndpoint?> byAction,
        FrozenDictionary<MinimalRoute, ActionEndpoint> byRoute)
    {
        public bool HasChanged => changed.HasChanged;

        /// <summary>What calls have asked for, and got.</summary>
        public ConcurrentDictionary<ActionDescriptor, ActionEndpoint?> Found { get; } = new();

        public FrozenDictionary<string, ActionEndpoint> ById => byId;

        /// <summary>The same by what stays when MVC makes its actions anew; null where two are alike.</summary>
        public FrozenDictionary<ActionIdentity, ActionEndpoint?> ByAction => byAction;

        public FrozenDictionary<MinimalRoute, ActionEndpoint> ByRoute => byRoute;
    }
}
