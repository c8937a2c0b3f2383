using System.Collections.Frozen;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;

namespace Mvc.Mcp.Invocation.InProcess;

/// <summary>
/// Finds the endpoint that the application mapped for an action, so that everything the application put on it counts:
/// <c>MapControllers().RequireAuthorization()</c> is no attribute.
/// </summary>
internal sealed class ActionEndpoints(EndpointDataSource source, UnmappedEndpoints unmapped)
{
    private Index? _index;

    /// <summary>The endpoint of <paramref name="action"/>; null where the application maps actions, but not this one.</summary>
    public ActionEndpoint? Find(ActionDescriptor action)
    {
        var index = _index;
        if (index is null || index.HasChanged)
            _index = index = Index.Of(source);
        if (index.ById.TryGetValue(action.Id, out var endpoint))
            return endpoint;
        // An application that maps some actions has taken this one away; to run it anyway would go around what guards
        // the others. One that maps none serves MCP alone.
        return index.ById.Count == 0 ? unmapped.Get(action) : null;
    }

    private sealed class Index
    {
        private readonly Microsoft.Extensions.Primitives.IChangeToken _changed;

        private Index(Microsoft.Extensions.Primitives.IChangeToken changed, FrozenDictionary<string, ActionEndpoint> byId)
        {
            _changed = changed;
            ById = byId;
        }

        public bool HasChanged => _changed.HasChanged;

        public FrozenDictionary<string, ActionEndpoint> ById { get; }

        public static Index Of(EndpointDataSource source)
        {
            // The token first: a change while the endpoints are read makes the next call read them again.
            var changed = source.GetChangeToken();
            var byId = new Dictionary<string, ActionEndpoint>();
            foreach (var endpoint in source.Endpoints)
            {
                if (endpoint.RequestDelegate is not null &&
                    endpoint.Metadata.GetMetadata<ISuppressMatchingMetadata>() is not { SuppressMatching: true } &&
                    endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is { } action)
                    byId.TryAdd(action.Id, new ActionEndpoint(endpoint));
            }

            return new Index(changed, byId.ToFrozenDictionary());
        }
    }
}
