using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// Copies users for calls: an identity or a claim that an action adds to its user would otherwise be the caller's, and
/// every later call's.
/// </summary>
internal static class UserCopy
{
    /// <summary>A copy of <paramref name="user"/>. What cannot copy itself as what it is stays as it is: actions may ask for it by its type.</summary>
    public static ClaimsPrincipal Of(ClaimsPrincipal user) =>
        user.GetType() == typeof(ClaimsPrincipal) ? new ClaimsPrincipal(user.Identities.Select(Of)) : user;

    /// <summary>What <paramref name="ticket"/> says, of <paramref name="user"/>, who is a copy of the one it is about.</summary>
    public static AuthenticateResult For(ClaimsPrincipal user, AuthenticationTicket ticket) =>
        AuthenticateResult.Success(new AuthenticationTicket(user, ticket.Properties, ticket.AuthenticationScheme));

    private static ClaimsIdentity Of(ClaimsIdentity identity)
    {
        var copy = identity.Clone();
        return copy.GetType() == identity.GetType() ? copy : identity;
    }
}
