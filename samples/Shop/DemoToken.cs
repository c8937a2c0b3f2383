using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;

namespace Shop;

/// <summary>
/// Stands in for a sign-in: whoever can read the console gets a token. An application in production signs users in, or
/// trusts an identity provider, and has nothing like this.
/// </summary>
public static class DemoToken
{
    /// <summary>Makes a token for an administrator, which is valid for as long as the application's own tokens are.</summary>
    public static string ForAdministrator(IServiceProvider services)
    {
        const string Scheme = BearerTokenDefaults.AuthenticationScheme;
        var options = services.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(Scheme);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, "demo"), new Claim(ClaimTypes.Role, "admin")], Scheme);
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)
        {
            Properties = { ExpiresUtc = DateTimeOffset.UtcNow + options.BearerTokenExpiration },
        };
        return options.BearerTokenProtector.Protect(ticket);
    }
}
