using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.Tests.Hosting;

/// <summary>A scheme for tests: the header <c>Authorization: User ada</c> makes the caller the user <c>ada</c>.</summary>
public sealed class HeaderAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "User";

    /// <summary>Makes the scheme the application's default.</summary>
    public static void AddTo(IServiceCollection services) => services
        .AddAuthentication(SchemeName)
        .AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>(SchemeName, configureOptions: null);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.ToString().Split(' ') is not [SchemeName, var name])
            return Task.FromResult(AuthenticateResult.NoResult());
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }
}
