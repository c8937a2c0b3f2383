using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;

namespace Mvc.Mcp.OAuth.Tests.TestApp;

/// <summary>An application whose own cookie signs users in, as ASP.NET Core Identity's does, and whose REST API takes it too.</summary>
public static class SchemeApp
{
    public const string Scheme = "Cookies";

    public static Task<ProxyApp> StartAsync(
        Action<McpOAuthProxyOptions>? configure = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? before = null,
        Func<ClaimsPrincipal, bool>? isStillAUser = null,
        IDataProtectionProvider? keys = null,
        IDistributedCache? cache = null,
        AuthenticationProperties? signInWith = null,
        string? defaultScheme = Scheme) => ProxyApp.StartAsync(
        o =>
        {
            (o.MetadataAddress, o.ClientId, o.ClientSecret, o.Audience, o.SignInScheme) = (null, null, null, null, Scheme);
            configure?.Invoke(o);
        },
        services: s =>
        {
            var authentication = defaultScheme is null ? s.AddAuthentication() : s.AddAuthentication(defaultScheme);
            authentication.AddCookie(Scheme, o =>
            {
                o.LoginPath = "/login";
                o.Events.OnValidatePrincipal = context =>
                {
                    if (isStillAUser?.Invoke(context.Principal!) == false)
                        context.RejectPrincipal();
                    return Task.CompletedTask;
                };
            });
            if (cache is not null)
                s.AddSingleton(cache);
            services?.Invoke(s);
        },
        before: app =>
        {
            app.MapGet("/login", async (HttpContext context, string returnUrl) =>
            {
                await context.SignInAsync(Scheme, Alice(), signInWith);
                return TypedResults.LocalRedirect(returnUrl);
            }).AllowAnonymous();
            app.MapPost("/api/orders", (HttpContext context) => "hello " + context.User.Identity!.Name).RequireAuthorization();
            before?.Invoke(app);
        },
        keys: keys);

    /// <summary>Goes from the client's request to the consent page, signing in on the way.</summary>
    public static async Task<Page> SignInAsync(this Browser browser, Uri address)
    {
        var page = await browser.GetAsync(address);
        for (var steps = 0; page.Location is { } location && steps < 5; steps++)
            page = await browser.GetAsync(new Uri(address, location));
        return page;
    }

    /// <summary>Signs in, consents, and returns with the code.</summary>
    public static async Task<string> SignInAndAllowAsync(this McpClientDouble client, Browser browser, params (string Name, string? Value)[] changes)
    {
        var page = await browser.SignInAsync(client.AuthorizeAddress(changes));
        page.Body.Should().Contain("Allow access");
        return (await browser.AnswerAsync(page, "allow")).Sent("code")!;
    }

    private static ClaimsPrincipal Alice() => new(new ClaimsIdentity(
    [
        new Claim(ClaimTypes.NameIdentifier, "4711"), new Claim(ClaimTypes.Name, "alice"), new Claim("sub", "alice"),
        new Claim(ClaimTypes.Role, "manager"), new Claim("department", "toys", ClaimValueTypes.String, "hr"),
        // Of a token that some provider gave the application for itself.
        new Claim("scope", "shop.write shop.admin"),
    ], Scheme, ClaimTypes.Name, ClaimTypes.Role));
}
