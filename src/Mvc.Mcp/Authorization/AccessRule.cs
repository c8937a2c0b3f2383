using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Mvc.Mcp.Authorization;

/// <summary>What authorization asks of whoever calls an endpoint.</summary>
/// <param name="Policy">All of it in one policy; null where nothing is asked.</param>
/// <param name="Known">The part of it that is decided by the user alone; null where that is nothing.</param>
/// <param name="Key">
/// The same for every endpoint that asks the same; null where a requirement is the application's own, whose handler may
/// decide by the endpoint.
/// </param>
internal sealed record AccessRule(AuthorizationPolicy? Policy, AuthorizationPolicy? Known, string? Key)
{
    private static readonly AccessRule _open = new(null, null, "");

    /// <summary>Combines what stands on <paramref name="endpoint"/> as the authorization middleware and MVC's filter do.</summary>
    public static async ValueTask<AccessRule> OfAsync(Endpoint endpoint, IAuthorizationPolicyProvider policies)
    {
        var metadata = endpoint.Metadata;
        if (metadata.GetMetadata<IAllowAnonymous>() is not null)
            return _open;
        var policy = await AuthorizationPolicy.CombineAsync(
            policies, metadata.GetOrderedMetadata<IAuthorizeData>(), metadata.GetOrderedMetadata<AuthorizationPolicy>());
        if (metadata.GetOrderedMetadata<IAuthorizationRequirementData>() is { Count: > 0 } data)
        {
            var required = new AuthorizationPolicyBuilder();
            foreach (var requirement in data.SelectMany(item => item.GetRequirements()))
                required.AddRequirements(requirement);
            policy = Combine(policy, required.Build());
        }

        foreach (var filter in Filters(metadata))
            policy = Combine(policy, filter.Policy ?? await AuthorizationPolicy.CombineAsync(policies, filter.AuthorizeData ?? []));
        return policy is null ? _open : new AccessRule(policy, KnownOf(policy), KeyOf(policy));
    }

    // A filter that was added to MVC's options is no metadata of the authorization middleware.
    private static IEnumerable<AuthorizeFilter> Filters(EndpointMetadataCollection metadata)
    {
        var filters = metadata.GetMetadata<ControllerActionDescriptor>()?.FilterDescriptors.Select(filter => filter.Filter).ToArray() ?? [];
        return filters.Any(filter => filter is IAllowAnonymousFilter) ? [] : filters.OfType<AuthorizeFilter>();
    }

    private static AuthorizationPolicy? Combine(AuthorizationPolicy? first, AuthorizationPolicy? second) =>
        first is null ? second : second is null ? first : AuthorizationPolicy.Combine(first, second);

    private static AuthorizationPolicy? KnownOf(AuthorizationPolicy policy)
    {
        var known = policy.Requirements.Where(UserRequirements.Include).ToArray();
        return known.Length == 0 ? null : new AuthorizationPolicy(known, policy.AuthenticationSchemes);
    }

    private static string? KeyOf(AuthorizationPolicy policy)
    {
        var key = new StringBuilder().AppendJoin('\u001f', policy.AuthenticationSchemes);
        foreach (var requirement in policy.Requirements)
        {
            key.Append('\u001e');
            switch (requirement)
            {
                case DenyAnonymousAuthorizationRequirement:
                    key.Append("user");
                    break;
                case RolesAuthorizationRequirement roles:
                    key.Append("roles\u001f").AppendJoin('\u001f', roles.AllowedRoles);
                    break;
                case ClaimsAuthorizationRequirement claims:
                    key.Append("claim\u001f").Append(claims.ClaimType).Append('\u001f').AppendJoin('\u001f', claims.AllowedValues ?? []);
                    break;
                case NameAuthorizationRequirement name:
                    key.Append("name\u001f").Append(name.RequiredName);
                    break;
                default:
                    return null;
            }
        }

        return key.ToString();
    }
}
