using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Mvc.Mcp.Authorization;

/// <summary>What authorization asks of whoever calls a tool.</summary>
internal sealed class AccessRule
{
    /// <summary>Asks nothing.</summary>
    public static AccessRule Open { get; } = new(null, asksInFilters: false);

    private AccessRule(AuthorizationPolicy? policy, bool asksInFilters)
    {
        Policy = policy;
        AsksInFilters = asksInFilters;
        var user = policy?.Requirements.Where(UserRequirements.Include).ToArray() ?? [];
        User = user.Length == 0 ? null : new AuthorizationPolicy(user, policy!.AuthenticationSchemes);
        UserKey = User is null ? "" : KeyOf(User);
        Others = policy?.Requirements.Where(requirement => !UserRequirements.Include(requirement)).ToArray() ?? [];
    }

    /// <summary>All of it in one policy; null where nothing is asked.</summary>
    public AuthorizationPolicy? Policy { get; }

    /// <summary>Whether part of it stands in filters of MVC, which the authorization middleware does not see.</summary>
    public bool AsksInFilters { get; }

    /// <summary>The part of it that is decided by the user alone; null where that is nothing.</summary>
    public AuthorizationPolicy? User { get; }

    /// <summary>The same for every rule whose <see cref="User"/> asks the same.</summary>
    public string UserKey { get; }

    /// <summary>The rest of it: the application's own requirements, whose handlers may decide by what is called.</summary>
    public IReadOnlyList<IAuthorizationRequirement> Others { get; }

    /// <summary>Combines what stands in <paramref name="metadata"/> as the authorization middleware and MVC's filter do.</summary>
    /// <exception cref="InvalidOperationException">A policy that is named does not exist.</exception>
    public static async ValueTask<AccessRule> OfAsync(IReadOnlyList<object> metadata, IAuthorizationPolicyProvider policies)
    {
        if (metadata.OfType<IAllowAnonymous>().Any())
            return Open;
        var policy = await AuthorizationPolicy.CombineAsync(
            policies, metadata.OfType<IAuthorizeData>(), metadata.OfType<AuthorizationPolicy>());
        var requirements = metadata.OfType<IAuthorizationRequirementData>().SelectMany(data => data.GetRequirements()).ToArray();
        if (requirements.Length > 0)
            policy = Combine(policy, new AuthorizationPolicyBuilder().AddRequirements(requirements).Build());
        var filters = Filters(metadata).ToArray();
        foreach (var filter in filters)
            policy = Combine(policy, filter.Policy ?? await AuthorizationPolicy.CombineAsync(policies, filter.AuthorizeData ?? []));
        return policy is null ? Open : new AccessRule(policy, filters.Length > 0);
    }

    // A filter that was added to MVC's options is no metadata of the authorization middleware.
    private static IEnumerable<AuthorizeFilter> Filters(IReadOnlyList<object> metadata)
    {
        var filters = metadata.OfType<ControllerActionDescriptor>().LastOrDefault()?.FilterDescriptors.Select(filter => filter.Filter).ToArray() ?? [];
        return filters.Any(filter => filter is IAllowAnonymousFilter) ? [] : filters.OfType<AuthorizeFilter>();
    }

    private static AuthorizationPolicy? Combine(AuthorizationPolicy? first, AuthorizationPolicy? second) =>
        first is null ? second : second is null ? first : AuthorizationPolicy.Combine(first, second);

    private static string KeyOf(AuthorizationPolicy policy)
    {
        var key = new StringBuilder();
        Append(key, "schemes", policy.AuthenticationSchemes);
        foreach (var requirement in policy.Requirements)
        {
            switch (requirement)
            {
                case RolesAuthorizationRequirement roles:
                    Append(key, "roles", roles.AllowedRoles);
                    break;
                case ClaimsAuthorizationRequirement claims:
                    Append(key, "claim", [claims.ClaimType, .. claims.AllowedValues ?? []]);
                    break;
                case NameAuthorizationRequirement name:
                    Append(key, "name", [name.RequiredName]);
                    break;
                default:
                    Append(key, "user", []);
                    break;
            }
        }

        return key.ToString();
    }

    // With its length before each, no value can be taken for another.
    private static void Append(StringBuilder key, string what, IEnumerable<string> values)
    {
        key.Append(what);
        foreach (var value in values)
            key.Append(CultureInfo.InvariantCulture, $" {value.Length}:{value}");
        key.Append(';');
    }
}
