using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// What routing checks beyond the path before it chooses an endpoint: constraints of the template, and policies for host,
/// content type, action constraints, versions or whatever the application registered. A tool call is not routed, so these
/// are asked here, in the way routing asks them.
/// </summary>
internal sealed class RouteGate
{
    private readonly KeyValuePair<string, IRouteConstraint>[] _constraints;
    private readonly RouteBranch[] _branches;
    private readonly RouteBranch? _host;
    private readonly IEndpointSelectorPolicy[] _selectors;

    private RouteGate(
        KeyValuePair<string, IRouteConstraint>[] constraints, RouteBranch[] branches, RouteBranch? host, IEndpointSelectorPolicy[] selectors)
    {
        _constraints = constraints;
        _branches = branches;
        _host = host;
        _selectors = selectors;
    }

    /// <summary>The key of <see cref="HttpContext.Items"/> under which the value of the path stands that a constraint did not take.</summary>
    public static object RefusedValueKey { get; } = new();

    /// <summary>Guards nothing.</summary>
    public static RouteGate Open { get; } = new([], [], null, []);

    /// <summary>Works out what guards <paramref name="endpoint"/>.</summary>
    public static RouteGate Of(Endpoint endpoint, ParameterPolicyFactory parameterPolicies, IEnumerable<MatcherPolicy> matcherPolicies)
    {
        Endpoint[] alone = [endpoint];
        // The method of a call is the one its tool was made from.
        var policies = matcherPolicies.Where(policy => policy is not HttpMethodMatcherPolicy).OrderBy(policy => policy.Order).ToArray();
        var branches = policies.OfType<INodeBuilderPolicy>().Where(policy => policy.AppliesToEndpoints(alone))
            .Select(policy => (IsOfHost: policy is HostMatcherPolicy, Branch: RouteBranch.Of(policy, endpoint))).ToArray();
        return new RouteGate(
            endpoint is RouteEndpoint route ? [.. Constraints(route, parameterPolicies)] : [],
            [.. branches.Select(branch => branch.Branch)],
            branches.FirstOrDefault(branch => branch.IsOfHost).Branch,
            [.. policies.OfType<IEndpointSelectorPolicy>().Where(policy => policy.AppliesToEndpoints(alone))]);
    }

    /// <summary>Whether <paramref name="endpoint"/> is there for the host that <paramref name="caller"/> came to; null is no host.</summary>
    public bool AdmitsHost(HttpContext? caller, Endpoint endpoint) =>
        _host is null || (caller is not null && _host.Follow(caller) == endpoint);

    /// <summary>
    /// Whether everything that guards <paramref name="endpoint"/> lets <paramref name="context"/> pass. Where a policy
    /// answers instead of the action (415, 406), its answer becomes the context's endpoint.
    /// </summary>
    public ValueTask<bool> AdmitsAsync(HttpContext context, Endpoint endpoint)
    {
        foreach (var branch in _branches)
        {
            var next = branch.Follow(context);
            if (next is null)
                return new(false);
            if (next != endpoint)
            {
                context.SetEndpoint(next);
                return new(true);
            }
        }

        foreach (var (name, constraint) in _constraints)
        {
            if (constraint.Match(context, route: null, name, context.Request.RouteValues, RouteDirection.IncomingRequest))
                continue;
            context.Items[RefusedValueKey] = name;
            return new(false);
        }

        return _selectors.Length == 0 ? new(true) : SelectAsync(context, endpoint);
    }

    private async ValueTask<bool> SelectAsync(HttpContext context, Endpoint endpoint)
    {
        var candidates = new CandidateSet([endpoint], [context.Request.RouteValues], [0]);
        // While routing chooses there is no endpoint yet; a policy that sets one has answered for good.
        context.SetEndpoint(null);
        foreach (var policy in _selectors)
        {
            await policy.ApplyAsync(context, candidates);
            if (context.GetEndpoint() is not null)
                return true;
        }

        if (!candidates.IsValidCandidate(0))
            return false;
        context.SetEndpoint(candidates[0].Endpoint);
        return true;
    }

    private static IEnumerable<KeyValuePair<string, IRouteConstraint>> Constraints(RouteEndpoint endpoint, ParameterPolicyFactory factory)
    {
        var pattern = endpoint.RoutePattern;
        foreach (var (name, references) in pattern.ParameterPolicies)
        {
            foreach (var reference in references)
            {
                if (factory.Create(pattern.GetParameter(name), reference) is IRouteConstraint constraint)
                    yield return new(name, constraint);
            }
        }
    }
}
