using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Shop.Protected;

/// <summary>
/// A company's identity provider in miniature, built with OpenIddict on SQLite: it knows its API and one client of it, and
/// offers registration to nobody. Whoever comes may say who they are.
/// </summary>
public static class IdentityProvider
{
    private const string DefaultAddress = "http://127.0.0.1:5400";
    private const string SignInPath = "/sign-in";

    /// <summary>
    /// Starts the provider, and puts its address into the settings; null where they name another one. <c>SignInAs</c> signs in
    /// without asking.
    /// </summary>
    public static async Task<WebApplication?> StartAsync(IConfiguration settings)
    {
        if (settings["IdentityProvider"] is not null)
            return null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(settings["IdentityProviderAddress"] ?? DefaultAddress);
        builder.Services.AddDbContext<DbContext>(options => options.UseSqlite(settings.GetConnectionString("Accounts")).UseOpenIddict());
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options => options.LoginPath = SignInPath);
        builder.Services.AddAuthorization();
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(Configure);

        var app = builder.Build();
        await RegisterAsync(app.Services, settings);
        app.UseAuthentication();
        app.MapMethods("/connect/authorize", [HttpMethods.Get, HttpMethods.Post],
            context => AuthorizeAsync(context, settings["SignInAs"], settings["Mcp:OAuth:Audience"]));
        app.MapGet(SignInPath, () => Results.Content(Page, "text/html"));
        app.MapPost(SignInPath, SignInAsync);
        await app.StartAsync();
        settings["IdentityProvider"] = app.Urls.First();
        return app;
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token")
            .SetRevocationEndpointUris("connect/revoke").SetUserInfoEndpointUris("connect/userinfo");
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().AllowRefreshTokenFlow();
        server.RegisterScopes("shop.read", "shop.write", Scopes.Profile, Scopes.Email, Scopes.OfflineAccess);
        // The API validates its tokens by their signature, and does not share a key to decrypt them with.
        server.DisableAccessTokenEncryption();
        server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
        server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
    }

    // The one client that the company's administrators registered.
    private static async Task RegisterAsync(IServiceProvider services, IConfiguration settings)
    {
        using var scope = services.CreateScope();
        await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync();
        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = settings["Mcp:OAuth:ClientId"],
            ClientSecret = settings["Mcp:OAuth:ClientSecret"],
            RedirectUris = { new Uri($"{settings["Mcp:OAuth:PublicOrigin"]}/oauth/callback") },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.Revocation,
                Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code,
                Permissions.Prefixes.Scope + "shop.read", Permissions.Prefixes.Scope + "shop.write", Permissions.Scopes.Profile, Permissions.Scopes.Email,
            },
        };
        if (await applications.FindByClientIdAsync(client.ClientId!) is { } known)
            await applications.UpdateAsync(known, client);
        else
            await applications.CreateAsync(client);
    }

    private static async Task AuthorizeAsync(HttpContext context, string? signInAs, string? audience)
    {
        var user = (await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme)).Principal?.Identity?.Name ?? signInAs;
        if (user is null)
        {
            await context.ChallengeAsync(CookieAuthenticationDefaults.AuthenticationScheme,
                new AuthenticationProperties { RedirectUri = context.Request.PathBase + context.Request.Path + context.Request.QueryString });
            return;
        }
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, user).SetClaim(Claims.Name, user);
        identity.SetScopes(context.GetOpenIddictServerRequest()!.GetScopes());
        // Without one, its tokens are for nobody in particular, and clients get those of the shop.
        if (!string.IsNullOrEmpty(audience))
            identity.SetResources(audience);
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        await context.SignInAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, new ClaimsPrincipal(identity));
    }

    private static async Task<IResult> SignInAsync(HttpContext context, string returnUrl)
    {
        var name = (await context.Request.ReadFormAsync())["name"].ToString();
        await context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim(Claims.Name, name)], "form", Claims.Name, Claims.Role)));
        return Results.LocalRedirect(returnUrl);
    }

    private const string Page = """
        <!DOCTYPE html>
        <html lang="en"><meta charset="utf-8"><title>Company sign-in</title>
        <h1>Company sign-in</h1>
        <form method="post"><label>Name <input name="name" value="alice" autofocus></label> <button>Sign in</button></form>
        """;
}
