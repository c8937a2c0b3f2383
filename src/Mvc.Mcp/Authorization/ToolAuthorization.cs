using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.Authorization;

/// <summary>Says what is asked of whoever calls a tool, and what of that is known of a user before the call.</summary>
internal sealed class ToolAuthorization(IAuthorizationPolicyProvider policies)
{
    private readonly UserRequirements _user = new();

    /// <summary>Whether a rule that was worked out once holds for good.</summary>
    public bool AllowsCachingRules => policies.AllowsCachingPolicies;

    /// <summary>What <paramref name="endpoint"/> asks.</summary>
    public ValueTask<AccessRule> RuleOfAsync(Endpoint endpoint) => AccessRule.OfAsync(endpoint, policies);

    /// <summary>
    /// Whether <paramref name="user"/> is refused whatever the call brings. False also where that is not known before the call.
    /// </summary>
    /// <param name="known">The part of a rule that is decided by the user alone.</param>
    /// <param name="user">Who calls.</param>
    /// <param name="services">The services of the request.</param>
    public async ValueTask<bool> RefusesAsync(AuthorizationPolicy known, ClaimsPrincipal user, IServiceProvider services) =>
        _user.AreDecidedByFramework(services) && !await UserRequirements.AreMetAsync(known, user);
}
