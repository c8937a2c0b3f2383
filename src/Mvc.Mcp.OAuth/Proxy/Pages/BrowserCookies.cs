using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.OAuth.Proxy.Pages;

/// <summary>
/// The two cookies that bind a flow to one browser: one while the consent page is open, one while the user signs in. Each
/// flow has its own, named after a public part of it, so that two tabs do not disturb each other.
/// </summary>
internal sealed class BrowserCookies(IOptions<McpOAuthProxyOptions> options)
{
    // Splits what is longer than browsers keep in one cookie.
    private readonly ChunkingCookieManager _manager = new() { ThrowForPartialCookies = false };

    public void SetConsent(HttpContext context, string flow, string value) =>
        Set(context, Consent(flow), value, SameSiteMode.Strict, options.Value.ConsentLifetime);

    public string? TakeConsent(HttpContext context, string flow) => Take(context, Consent(flow), SameSiteMode.Strict);

    // Lax: the identity provider sends the browser back by a link from its own site.
    public void SetSignIn(HttpContext context, string flow, string value) =>
        Set(context, SignIn(flow), value, SameSiteMode.Lax, options.Value.SignInLifetime);

    public string? TakeSignIn(HttpContext context, string flow) => Take(context, SignIn(flow), SameSiteMode.Lax);

    private void Set(HttpContext context, string name, string value, SameSiteMode sameSite, TimeSpan lifetime)
    {
        var cookie = Attributes(sameSite);
        cookie.MaxAge = lifetime;
        _manager.AppendResponseCookie(context, name, value, cookie);
    }

    private string? Take(HttpContext context, string name, SameSiteMode sameSite)
    {
        var value = _manager.GetRequestCookie(context, name);
        if (value is not null)
            _manager.DeleteCookie(context, name, Attributes(sameSite));
        return value;
    }

    private CookieOptions Attributes(SameSiteMode sameSite) =>
        new() { HttpOnly = true, Secure = options.Value.IsHttps, SameSite = sameSite, Path = "/", IsEssential = true };

    private string Consent(string flow) => Name("mcp-consent", flow);

    private string SignIn(string flow) => Name("mcp-sign-in", flow);

    // Browsers take the prefix only with TLS. With it, no other host can set the cookie, nor any subdomain.
    private string Name(string purpose, string flow) => $"{(options.Value.IsHttps ? "__Host-" : "")}{purpose}-{flow}";
}
