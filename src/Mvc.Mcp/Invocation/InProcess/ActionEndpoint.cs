using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Mvc.Mcp.Invocation.InProcess;

/// <summary>The endpoint of an action, with what a call needs to know of it.</summary>
internal sealed class ActionEndpoint
{
    public ActionEndpoint(Endpoint endpoint)
    {
        Endpoint = endpoint;
        Defaults = (endpoint as RouteEndpoint)?.RoutePattern.Defaults ?? new Dictionary<string, object?>();
    }

    /// <summary>The endpoint as it was mapped, conventions included.</summary>
    public Endpoint Endpoint { get; }

    /// <summary>Route values that stand without being given: <c>action</c>, <c>controller</c>, <c>area</c> and the template's defaults.</summary>
    public IReadOnlyDictionary<string, object?> Defaults { get; }
}
