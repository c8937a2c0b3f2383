using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Wire;

namespace Mvc.Mcp.OAuth.Proxy.Pages;

/// <summary>
/// The two cookies that bind a flow to one browser: one while the consent page is open, one while the user signs in. Each
/// flow has its own, named after a public part of it, so that two tabs do not disturb each other.
/// </summary>
internal sealed class BrowserCookies(IOptions<McpOAuthProxyOptions> options)
{
    /// <summary>How many flows of a browser are open on each side.</summary>
    public const int MostOfAKind = 5;

    // Splits what is longer than browsers keep in one cookie.
    private readonly ChunkingCookieManager _manager = new() { ThrowForPartialCookies = false };

    public void SetConsent(HttpContext context, string flow, string value) =>
        Set(context, Consent(flow), value, SameSiteMode.Strict, options.Value.ConsentLifetime);

    public string? TakeConsent(HttpContext context, string flow) => Take(context, Consent(flow), SameSiteMode.Strict);

    // Lax: the identity provider sends the browser back by a link from its own site.
    public void SetSignIn(HttpContext context, string flow, string value) =>
        Set(context, SignIn(flow), value, SameSiteMode.Lax, options.Value.SignInLifetime);

    public string? GetSignIn(HttpContext context, string flow) => _manager.GetRequestCookie(context, SignIn(flow));

    public string? TakeSignIn(HttpContext context, string flow) => Take(context, SignIn(flow), SameSiteMode.Lax);

    private void Set(HttpContext context, string name, string value, SameSiteMode sameSite, TimeSpan lifetime)
    {
        RemoveOldest(context, name, sameSite);
        var cookie = Attributes(sameSite);
        cookie.MaxAge = lifetime;
        _manager.AppendResponseCookie(context, name, value, cookie);
    }

    // Who opens page after page and answers none would in the end send more cookies than a server reads. Browsers send
    // the oldest first (RFC 6265 section 5.4).
    private void RemoveOldest(HttpContext context, string name, SameSiteMode sameSite)
    {
        var purpose = name[..(name.LastIndexOf('-', name.Length - Randomness.FlowLength - 1) + 1)];
        var flows = context.Request.Cookies.Keys
            .Where(key => key.StartsWith(purpose, StringComparison.Ordinal) && key.Length == name.Length && key != name).ToArray();
        foreach (var old in flows.SkipLast(MostOfAKind - 1))
            _manager.DeleteCookie(context, old, Attributes(sameSite));
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
