using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;

namespace Mvc.Mcp.OAuth.Resource;

/// <summary>Which scopes an authorization requirement asks for, if it does.</summary>
internal static class RequiredScopes
{
    public static IEnumerable<string> Of(IAuthorizationRequirement requirement) => requirement switch
    {
        McpScopeRequirement scopes => scopes.Scopes,
        // Any one of the values will do: the first is what the developer thought of first.
        ClaimsAuthorizationRequirement { AllowedValues: { } values } claims when ScopeClaims.Types.Contains(claims.ClaimType) => values.Take(1),
        _ => [],
    };

    public static IReadOnlyList<string> Of(params IEnumerable<AuthorizationPolicy?> policies) =>
        [.. policies.SelectMany(policy => policy?.Requirements ?? []).SelectMany(Of).Distinct(StringComparer.Ordinal)];
}
