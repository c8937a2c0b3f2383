using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Mvc.Mcp.Execution.InProcess;

/// <summary>
/// Copies users for calls: an identity or a claim that an action adds to its user would otherwise be the caller's, and
/// every later call's.
/// </summary>
internal static class UserCopy
{
    /// <summary>A copy of <paramref name="user"/>, of its class: actions may ask for it by its type.</summary>
    public static ClaimsPrincipal Of(ClaimsPrincipal user)
    {
        if (user.GetType() == typeof(ClaimsPrincipal))
            return new ClaimsPrincipal(user.Identities.Select(Of));
        var copy = user.Clone();
        if (copy.GetType() == user.GetType())
            return copy;
        // A class of the application's own that does not know how to copy itself is copied as it stands, with identities of
        // its own.
        copy = (ClaimsPrincipal)MemberwiseClone(user);
        IdentitiesOf(copy) = [.. user.Identities.Select(Of)];
        return copy;
    }

    /// <summary>What <paramref name="ticket"/> says, of <paramref name="user"/>, who is a copy of the one it is about.</summary>
    public static AuthenticateResult For(ClaimsPrincipal user, AuthenticationTicket ticket) =>
        AuthenticateResult.Success(new AuthenticationTicket(user, ticket.Properties, ticket.AuthenticationScheme));

    private static ClaimsIdentity Of(ClaimsIdentity identity)
    {
        var copy = identity.Clone();
        if (copy.GetType() == identity.GetType())
            return copy;
        copy = (ClaimsIdentity)MemberwiseClone(identity);
        ClaimsOf(copy) = [.. ClaimsOf(identity).Select(claim => claim.Clone(copy))];
        return copy;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(MemberwiseClone))]
    private static extern object MemberwiseClone(object any);

    // The framework's own fields; tests fail should they be called otherwise.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_identities")]
    private static extern ref List<ClaimsIdentity> IdentitiesOf(ClaimsPrincipal user);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_instanceClaims")]
    private static extern ref List<Claim> ClaimsOf(ClaimsIdentity identity);
}
