using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.Tests.Hosting;

/// <summary>Believes a header that is named after the scheme: <c>X-User: name[,role…]</c> for the scheme <c>User</c>.</summary>
internal sealed class HeaderAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Adds the default scheme <c>User</c> and a second one, <c>Partner</c>.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.AddAuthentication("User")
            .AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("User", null)
            .AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("Partner", null);
        services.AddAuthorization();
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers["X-" + Scheme.Name].ToString() is not { Length: > 0 } header)
            return Task.FromResult(AuthenticateResult.NoResult());
        var parts = header.Split(',');
        var claims = parts.Skip(1).Select(role => new Claim(ClaimTypes.Role, role)).Prepend(new Claim(ClaimTypes.Name, parts[0]));
        var user = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(user, Scheme.Name)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Scheme.Name;
        return base.HandleChallengeAsync(properties);
    }
}
