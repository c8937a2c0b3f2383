using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>The endpoint of an action, with what a call needs to know of it.</summary>
internal sealed class ActionEndpoint
{
    private readonly RouteGate _gate;
    private readonly KeyValuePair<string, object?>[] _defaults;
    private readonly MissingRouteValues? _missing;
    private readonly Endpoint _routed;
    private Rehearsed? _rehearsal;
    private Rehearsed? _rehearsalForUser;

    public ActionEndpoint(Endpoint endpoint, RouteGate gate)
        : this(endpoint, gate, endpoint)
    {
    }

    private ActionEndpoint(Endpoint endpoint, RouteGate gate, Endpoint routed)
    {
        Endpoint = endpoint;
        _routed = routed;
        _gate = gate;
        _defaults = (endpoint as RouteEndpoint)?.RoutePattern.Defaults.ToArray() ?? [];
        _missing = endpoint is RouteEndpoint { RoutePattern: var pattern } ? MissingRouteValues.Of(pattern) : null;
        AsksForMiddleware = CallPipeline.AskForMiddleware(endpoint.Metadata);
        Streams = endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is { } action && IsStream(action.MethodInfo.ReturnType);
        SizeLimit = endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>();
    }

    /// <summary>The endpoint as it was mapped, conventions included.</summary>
    public Endpoint Endpoint { get; }

    /// <summary>Whether its metadata asks for middleware beside authorization; most endpoints do not.</summary>
    public bool AsksForMiddleware { get; }

    /// <summary>What the endpoint says of the size of its requests, which routing applies; null where it says nothing.</summary>
    public IRequestSizeLimitMetadata? SizeLimit { get; }

    /// <summary>Whether the action answers with an <c>IAsyncEnumerable&lt;T&gt;</c>, item by item.</summary>
    public bool Streams { get; }

    /// <summary>
    /// An endpoint like this one that notes that it was reached, and goes no further. Those whom <paramref name="policy"/> lets
    /// through reach it, and routing is not asked.
    /// </summary>
    public ActionEndpoint RehearsalFor(AuthorizationPolicy policy) => Remembered(ref _rehearsalForUser, policy, RouteGate.Open);

    /// <summary>The same for all that <paramref name="policy"/> asks, behind what routing asks.</summary>
    public ActionEndpoint Rehearsal(AuthorizationPolicy? policy) => Remembered(ref _rehearsal, policy, _gate);

    private ActionEndpoint Remembered(ref Rehearsed? known, AuthorizationPolicy? policy, RouteGate gate)
    {
        if (known is null || known.Policy != policy)
            known = new(policy, new ActionEndpoint(CreateRehearsal(policy), gate, Endpoint));
        return known.Endpoint;
    }

    // The whole policy stands in one piece on it: MVC's filters are not asked.
    private Endpoint CreateRehearsal(AuthorizationPolicy? policy)
    {
        var metadata = Endpoint.Metadata.Where(item => item is not (IAuthorizeData or AuthorizationPolicy or IAuthorizationRequirementData));
        var all = new EndpointMetadataCollection(policy is null ? [.. metadata, new AllowAnonymousAttribute()] : [.. metadata, policy]);
        return Endpoint is RouteEndpoint route
            ? new RouteEndpoint(NoteReached, route.RoutePattern, route.Order, all, route.DisplayName)
            : new Endpoint(NoteReached, all, Endpoint.DisplayName);
    }

    /// <summary>
    /// Makes the route values of one call: those that stand without being given (<c>action</c>, <c>controller</c>,
    /// <c>area</c>, the template's defaults), over them those of <paramref name="request"/>, and what its path alone says.
    /// </summary>
    public RouteValueDictionary CreateRouteValues(ActionRequest request)
    {
        var given = request.RouteValues;
        // The dictionary takes over an array that is large enough for both, and never grows.
        var room = new KeyValuePair<string, object?>[_defaults.Length + given.Count];
        _defaults.CopyTo(room, 0);
        var values = RouteValueDictionary.FromArray(room);
        for (var i = 0; i < given.Count; i++)
            values[given[i].Key] = given[i].Value;
        _missing?.AddTo(values, request.Path);
        return values;
    }

    /// <summary>Whether routing would choose this endpoint for the host that <paramref name="caller"/> came to; null is no host.</summary>
    public bool AdmitsHost(HttpContext? caller) => _gate.AdmitsHost(caller, Endpoint);

    /// <summary>
    /// Whether routing would choose this endpoint for <paramref name="context"/>; where a policy answers in its place
    /// (415, 406), its answer becomes the context's endpoint.
    /// </summary>
    public ValueTask<bool> AdmitsAsync(HttpContext context) =>
        _routed == Endpoint ? _gate.AdmitsAsync(context, Endpoint) : AdmitsRoutedAsync(context);

    // Routing knows the endpoint that this one is like.
    private async ValueTask<bool> AdmitsRoutedAsync(HttpContext context)
    {
        context.SetEndpoint(_routed);
        var admitted = await _gate.AdmitsAsync(context, _routed);
        if (admitted && context.GetEndpoint() == _routed)
            context.SetEndpoint(Endpoint);
        return admitted;
    }

    private static Task NoteReached(HttpContext context)
    {
        ((IToolCallFeature)context.Features[typeof(IToolCallFeature)]!).Reached = true;
        return Task.CompletedTask;
    }

    private static bool IsStream(Type type)
    {
        if (!type.IsGenericType)
            return false;
        var generic = type.GetGenericTypeDefinition();
        return generic == typeof(IAsyncEnumerable<>) ||
            ((generic == typeof(Task<>) || generic == typeof(ValueTask<>) || generic == typeof(ActionResult<>)) &&
                IsStream(type.GetGenericArguments()[0]));
    }

    private sealed record Rehearsed(AuthorizationPolicy? Policy, ActionEndpoint Endpoint);
}
