using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.OAuth.Tokens;

/// <summary>
/// Asks whether a user who signed in with a scheme of the application is still one. A cookie's events are asked as they are
/// for the cookie itself, which is where ASP.NET Core Identity finds out that a user was locked out or changed; the tokens
/// that a remote scheme saved are refreshed where it issued them.
/// </summary>
internal sealed partial class UserRevalidation(
    IHttpContextAccessor accessor,
    IAuthenticationSchemeProvider schemes,
    IOptionsMonitor<CookieAuthenticationOptions> cookies,
    SchemeTokens tokens,
    ILogger<UserRevalidation> logger)
{
    /// <summary>The user as it now is, or null where it is none any more.</summary>
    public async Task<SignedInUser?> RevalidateAsync(string scheme, SignedInUser user, CancellationToken cancellationToken)
    {
        if (await schemes.GetSchemeAsync(scheme) is not { } found || user.ToTicket() is not { } ticket)
            return null;
        var producer = await schemes.GetSchemeAsync(ticket.AuthenticationScheme);
        if (typeof(CookieAuthenticationHandler).IsAssignableFrom(found.HandlerType))
        {
            // Without the time of the sign-in, which the events take for "look now".
            var context = new CookieValidatePrincipalContext(accessor.HttpContext!, found, cookies.Get(scheme), ticket);
            await context.Options.Events.ValidatePrincipal(context);
            if (context.Principal is not { } principal)
            {
                LogUserGone(user.Subject, scheme);
                return null;
            }
            user = SignedInUser.Of(principal, ticket.AuthenticationScheme).With(user.AccessToken, user.AccessTokenExpires, user.RefreshToken);
        }
        return user.RefreshToken is null || producer is null ? user : await tokens.RefreshAsync(producer, user, cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Information, "{User} is no user of the scheme {Scheme} any more.")]
    private partial void LogUserGone(string? user, string scheme);
}
