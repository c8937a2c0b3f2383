using System.Security.Claims;

namespace Mvc.Mcp.OAuth.Resource;

/// <summary>Where a token, or a user made of one, names its scopes.</summary>
internal static class ScopeClaims
{
    /// <summary>As OAuth, Entra ID, and the framework's mapping of Entra ID's claims name it.</summary>
    public static readonly IReadOnlyList<string> Types = ["scope", "scp", "http://schemas.microsoft.com/identity/claims/scope"];

    public static bool Has(ClaimsPrincipal user, string scope) =>
        Types.SelectMany(user.FindAll).Any(claim => claim.Value.Split(' ').Contains(scope, StringComparer.Ordinal));
}
