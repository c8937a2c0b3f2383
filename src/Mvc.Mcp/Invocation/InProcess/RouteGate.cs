using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Mvc.Mcp.Invocation.InProcess;

/// <summary>
/// What routing checks beyond the path before it chooses an endpoint: constraints of the template, and policies for host,
/// content type, action constraints, versions or whatever the application registered. A tool call is not routed, so these
/// are asked here.
/// </summary>
internal sealed class RouteGate
{
    private readonly KeyValuePair<string, IRouteConstraint>[] _constraints;
    private readonly IEndpointSelectorPolicy[] _policies;

    private RouteGate(KeyValuePair<string, IRouteConstraint>[] constraints, IEndpointSelectorPolicy[] policies)
    {
        _constraints = constraints;
        _policies = policies;
    }

    /// <summary>Works out what guards <paramref name="endpoint"/>.</summary>
    public static RouteGate Of(Endpoint endpoint, ParameterPolicyFactory parameterPolicies, IEnumerable<MatcherPolicy> matcherPolicies) =>
        new(endpoint is RouteEndpoint route ? [.. Constraints(route, parameterPolicies)] : [], [.. Policies(endpoint, matcherPolicies)]);

    /// <summary>Whether everything that guards <paramref name="endpoint"/> lets <paramref name="context"/> pass.</summary>
    public ValueTask<bool> AdmitsAsync(HttpContext context, Endpoint endpoint)
    {
        foreach (var (name, constraint) in _constraints)
        {
            if (!constraint.Match(context, route: null, name, context.Request.RouteValues, RouteDirection.IncomingRequest))
                return new(false);
        }

        return _policies.Length == 0 ? new(true) : AskPoliciesAsync(context, endpoint);
    }

    private async ValueTask<bool> AskPoliciesAsync(HttpContext context, Endpoint endpoint)
    {
        var candidates = new CandidateSet([endpoint], [context.Request.RouteValues], [0]);
        // While routing chooses there is no endpoint yet; a policy that sets one has answered for good.
        context.SetEndpoint(null);
        foreach (var policy in _policies)
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

    private static IEnumerable<IEndpointSelectorPolicy> Policies(Endpoint endpoint, IEnumerable<MatcherPolicy> policies)
    {
        Endpoint[] alone = [endpoint];
        return policies
            // The method of a call is the one its tool was made from.
            .Where(policy => policy is not HttpMethodMatcherPolicy)
            .OrderBy(policy => policy.Order)
            .OfType<IEndpointSelectorPolicy>()
            // The framework's own ones choose while a table is built, and can do it for one request as well.
            .Where(policy => policy.AppliesToEndpoints(alone) || (policy is INodeBuilderPolicy builder && builder.AppliesToEndpoints(alone)));
    }
}
