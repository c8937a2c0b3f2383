using System.Security.Claims;

namespace Mvc.Mcp.Execution.Confirmation;

/// <summary>Tells one caller from another, by what stays the same from one request to the next.</summary>
internal static class CallerSubject
{
    private static readonly string[] _subjects = ["sub", ClaimTypes.NameIdentifier, "oid"];

    // What a new token of the same user says otherwise.
    private static readonly string[] _passing = ["exp", "iat", "nbf", "jti", "auth_time", "at_hash", "nonce", "sid", "uti", "rh", "aio"];

    /// <summary>The caller in one text; empty for nobody.</summary>
    public static string Of(ClaimsPrincipal? user) => user is null
        ? ""
        : string.Join('\n', user.Identities.Where(identity => identity.IsAuthenticated).Select(Describe).Order(StringComparer.Ordinal));

    // Without a subject all that is known counts: two users of one client have its id in common.
    private static string Describe(ClaimsIdentity identity)
    {
        var subjects = identity.Claims.Where(claim => _subjects.Contains(claim.Type)).ToArray();
        var known = subjects.Length > 0 ? subjects : identity.Claims.Where(claim => !_passing.Contains(claim.Type));
        return $"{identity.AuthenticationType}\t{string.Join('\t', known.Select(claim => $"{claim.Issuer} {claim.Type}={claim.Value}").Order(StringComparer.Ordinal))}";
    }
}
