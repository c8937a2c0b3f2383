using System.Security.Claims;

namespace ModelContextProtocol.AspNetCore.Sessions;

/// <summary>
/// Whom a session belongs to: a subject of an issuer, as two issuers may call different people by one name.
/// Everybody who is not authenticated is the same nobody.
/// </summary>
internal readonly record struct SessionOwner(string? Issuer, string? Subject)
{
    /// <summary>The claims that identify a user, then those that identify a client acting for itself.</summary>
    private static readonly string[] SubjectClaims =
        ["sub", ClaimTypes.NameIdentifier, ClaimTypes.Upn, "client_id", "azp", ClaimTypes.Name];

    public static SessionOwner Of(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true } identity)
            return default;

        foreach (var type in SubjectClaims)
        {
            if (user.FindFirst(type) is { } claim)
                return new(user.FindFirst("iss")?.Value ?? claim.Issuer, $"{type}:{claim.Value}");
        }

        // Authenticated, but by nothing that tells one from another: at least not the same as anonymous.
        return new(identity.AuthenticationType, "");
    }
}
