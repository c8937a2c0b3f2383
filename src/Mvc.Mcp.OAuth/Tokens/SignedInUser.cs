using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Resource;

namespace Mvc.Mcp.OAuth.Tokens;

/// <summary>
/// A user as a scheme of the application, or the identity provider's user information, produced it, with the tokens that
/// came along. It travels sealed, inside this application's own tokens. A class, not a record: a record's text form would
/// show the tokens.
/// </summary>
internal sealed class SignedInUser : IEnvelope
{
    public static string Kind => "user";

    /// <summary>The principal in the framework's own form, which keeps every identity and claim as it was.</summary>
    public required byte[] Principal { get; init; }

    /// <summary>Who it is, for logs and for other services; null where no claim says it.</summary>
    public string? Subject { get; init; }

    /// <summary>What people call the user; null where no claim says it.</summary>
    public string? Name { get; init; }

    /// <summary>The identity provider's access token, where there is one.</summary>
    public string? AccessToken { get; init; }

    public DateTimeOffset? AccessTokenExpires { get; init; }

    /// <summary>The identity provider's refresh token; in refresh tokens only.</summary>
    public string? RefreshToken { get; init; }

    // A remote handler signs in by a cookie, and notes there who it is.
    private const string RemoteScheme = ".AuthScheme";

    public static SignedInUser Of(AuthenticationTicket ticket) => Of(
        ticket.Principal,
        ticket.Properties.Items.TryGetValue(RemoteScheme, out var remote) && remote is not null ? remote : ticket.AuthenticationScheme,
        ticket.Properties);

    public static SignedInUser Of(ClaimsPrincipal principal, string scheme, AuthenticationProperties? tokens = null)
    {
        var user = WithoutScopes(principal);
        return new()
        {
            Principal = TicketSerializer.Default.Serialize(new AuthenticationTicket(user, new AuthenticationProperties(), scheme)),
            Subject = (user.FindFirst(ClaimTypes.NameIdentifier) ?? user.FindFirst("sub"))?.Value ?? user.Identity?.Name,
            Name = user.Identity?.Name ?? user.FindFirst("name")?.Value ?? user.FindFirst("sub")?.Value,
            AccessToken = tokens?.GetTokenValue(TokenNames.AccessToken),
            RefreshToken = tokens?.GetTokenValue(TokenNames.RefreshToken),
            AccessTokenExpires = DateTimeOffset.TryParse(
                tokens?.GetTokenValue(TokenNames.ExpiresAt), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires) ? expires : null,
        };
    }

    public SignedInUser With(string? accessToken, DateTimeOffset? expires, string? refreshToken) => new()
    {
        Principal = Principal,
        Subject = Subject,
        Name = Name,
        AccessToken = accessToken,
        AccessTokenExpires = expires,
        RefreshToken = refreshToken,
    };

    /// <summary>The principal with the scheme that produced it, once more; null where a version that wrote it differently did.</summary>
    public AuthenticationTicket? ToTicket() => TicketSerializer.Default.Deserialize(Principal);

    // Scopes of a token for another client or API would count for this one's.
    private static ClaimsPrincipal WithoutScopes(ClaimsPrincipal principal)
    {
        var user = principal.Clone();
        foreach (var identity in user.Identities)
        {
            foreach (var scope in identity.Claims.Where(claim => ScopeClaims.Types.Contains(claim.Type)).ToArray())
                identity.RemoveClaim(scope);
        }
        return user;
    }
}
