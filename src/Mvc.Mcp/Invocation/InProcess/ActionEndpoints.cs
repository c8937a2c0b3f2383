using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace Mvc.Mcp.Invocation.InProcess;

/// <summary>
/// Finds the endpoint that the application mapped for an action, so that everything the application put on it counts:
/// <c>MapControllers().RequireAuthorization()</c> is no attribute.
/// </summary>
internal sealed class ActionEndpoints(
    EndpointDataSource source, UnmappedEndpoints unmapped, ParameterPolicyFactory parameterPolicies, IEnumerable<MatcherPolicy> matcherPolicies)
{
    private Index? _index;

    /// <summary>The endpoint of <paramref name="action"/>; null where the application maps actions, but not this one.</summary>
    public ActionEndpoint? Find(ActionDescriptor action)
    {
        var index = _index;
        if (index is null || index.HasChanged)
            _index = index = CreateIndex();
        if (index.ById.TryGetValue(action.Id, out var endpoint))
            return endpoint;
        // An application that maps some actions has taken this one away; to run it anyway would go around what guards
        // the others. One that maps none serves MCP alone.
        return index.ById.Count == 0 ? unmapped.Get(action) : null;
    }

    private Index CreateIndex()
    {
        // The token first: a change while the endpoints are read makes the next call read them again.
        var changed = source.GetChangeToken();
        var byId = new Dictionary<string, ActionEndpoint>();
        foreach (var endpoint in source.Endpoints)
        {
            if (ActionOf(endpoint) is { } action && !byId.ContainsKey(action.Id))
                byId.Add(action.Id, new ActionEndpoint(endpoint, RouteGate.Of(endpoint, parameterPolicies, matcherPolicies)));
        }

        return new Index(changed, byId.ToFrozenDictionary());
    }

    // Conventional routes also have endpoints that only make links.
    private static ControllerActionDescriptor? ActionOf(Endpoint endpoint) =>
        endpoint.RequestDelegate is null || endpoint.Metadata.GetMetadata<ISuppressMatchingMetadata>() is { SuppressMatching: true }
            ? null
            : endpoint.Metadata.GetMetadata<ControllerActionDescriptor>();

    private sealed class Index(IChangeToken changed, FrozenDictionary<string, ActionEndpoint> byId)
    {
        public bool HasChanged => changed.HasChanged;

        public FrozenDictionary<string, ActionEndpoint> ById => byId;
    }
}
