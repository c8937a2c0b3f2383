using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Mvc.Mcp.Authorization;

/// <summary>
/// Says what is asked of whoever calls a tool, and answers the two questions: may this caller call it, may this caller see
/// it. It knows of a tool what stands on it, be it an action, a minimal API or written by hand.
/// </summary>
internal sealed class ToolAuthorization(IAuthorizationPolicyProvider policies, IServiceScopeFactory scopes)
{
    private readonly UserRequirements _user = new(scopes);

    // An endpoint, or a hand-written primitive, lives as long as it is offered; its rule goes with it.
    private readonly ConditionalWeakTable<object, AccessRule> _rules = [];

    /// <summary>Whether anything in the metadata of a hand-written primitive guards it. The endpoint that it is called by is guarded by itself.</summary>
    public static bool IsGuarded(IReadOnlyList<object> metadata) =>
        metadata.Any(item => item is IAuthorizeData or AuthorizationPolicy or IAuthorizationRequirementData);

    /// <summary>What the metadata of <paramref name="guarded"/> asks: the endpoint or primitive that it stands on.</summary>
    /// <exception cref="InvalidOperationException">A policy that is named does not exist.</exception>
    public ValueTask<AccessRule> RuleOfAsync(object guarded, IReadOnlyList<object> metadata) =>
        _rules.TryGetValue(guarded, out var known) ? new(known) : CombineAsync(guarded, metadata);

    /// <summary>
    /// Whether the user is refused whatever the call brings. False also where that is not known before the call: handlers of
    /// the application's own decide.
    /// </summary>
    /// <param name="rule">What is asked.</param>
    /// <param name="user">Finds the user, by the schemes of the policy it is given. Asked only where it matters.</param>
    public async ValueTask<bool> RefusesUserAsync(AccessRule rule, Func<AuthorizationPolicy, ValueTask<ClaimsPrincipal>> user) =>
        rule.User is { } asked && _user.AreDecidedByFramework && !await UserRequirements.AreMetAsync(asked, await user(asked));

    /// <summary>
    /// What has to be asked about a caller who is not refused as a user, before the tool is shown; null where nothing is left.
    /// </summary>
    /// <param name="rule">What is asked of calls.</param>
    /// <param name="callDependent">The types of requirements that need the values of a call.</param>
    public AuthorizationPolicy? ToBeAskedBeforeShowing(AccessRule rule, IEnumerable<Type> callDependent)
    {
        if (rule.Policy is null)
            return null;
        var requirements = (_user.AreDecidedByFramework ? rule.Others : rule.Policy.Requirements)
            .Where(requirement => !callDependent.Any(type => type.IsInstanceOfType(requirement)))
            .ToArray();
        return requirements.Length == 0 ? null : new AuthorizationPolicy(requirements, rule.Policy.AuthenticationSchemes);
    }

    /// <summary>Whether the user of <paramref name="context"/> passes <paramref name="policy"/>, as the authorization middleware would ask it.</summary>
    public static async ValueTask<bool> PassesAsync(AuthorizationPolicy policy, HttpContext context)
    {
        var evaluator = context.RequestServices.GetRequiredService<IPolicyEvaluator>();
        var authenticated = await evaluator.AuthenticateAsync(policy, context);
        return (await evaluator.AuthorizeAsync(policy, authenticated, context, context)).Succeeded;
    }

    private async ValueTask<AccessRule> CombineAsync(object guarded, IReadOnlyList<object> metadata)
    {
        var rule = await AccessRule.OfAsync(metadata, policies);
        if (policies.AllowsCachingPolicies)
            _rules.AddOrUpdate(guarded, rule);
        return rule;
    }
}
