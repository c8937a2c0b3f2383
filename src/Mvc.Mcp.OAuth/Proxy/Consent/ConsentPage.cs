using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Clients;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Proxy.Pages;
using Mvc.Mcp.OAuth.Proxy.Wire;
using Mvc.Mcp.OAuth.Tokens;

namespace Mvc.Mcp.OAuth.Proxy.Consent;

/// <summary>
/// Asks the user whether a client may have access: who asks, for what, and where the browser goes next. It works without
/// script and remembers nothing, so that one consent never stands for another.
/// </summary>
internal sealed class ConsentPage(IOptions<McpOAuthProxyOptions> options, EnvelopeSealer sealer, BrowserCookies cookies)
{
    /// <summary>The form field with the sealed request.</summary>
    public const string RequestField = "request";

    /// <summary>The form field with the pressed button.</summary>
    public const string DecisionField = "decision";

    public const string Allow = "allow";
    public const string Deny = "deny";

    // A second click would send the answer again before the first has led anywhere.
    private const string Script = """
        addEventListener('submit', e => { if (e.target.dataset.sent) e.preventDefault(); e.target.dataset.sent = 1; });
        addEventListener('pageshow', e => { if (e.persisted) location.reload(); });
        """;

    /// <summary>
    /// Whether the browser opens a page of its own. The page forbids framing; a browser that says it would frame is refused
    /// before the page exists.
    /// </summary>
    public static bool CanBeShown(HttpRequest request) => request.Headers["Sec-Fetch-Dest"].ToString() is "" or "document";

    /// <summary>Shows the page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="request">What the client asks for.</param>
    /// <param name="user">Who signed in before the page; null where the identity provider asks after it.</param>
    public Task ShowAsync(HttpContext context, AuthorizationRequest request, SignedInUser? user = null)
    {
        var settings = options.Value;
        var browser = Randomness.Create();
        var sealedRequest = sealer.Seal(new ConsentEnvelope { Request = request, Browser = browser, User = user }, settings.ConsentLifetime);
        cookies.SetConsent(context, Randomness.FlowOf(browser)!, browser);
        var application = settings.ConsentPage.ApplicationName ?? settings.PublicOrigin!.Host;
        return Html.WriteAsync(context, StatusCodes.Status200OK, $"Allow access to {application}?",
            Describe(request, user, settings) + $"""
            <form method="post" action="{Html.Encode(settings.Address(ProxyPaths.Consent))}">
            <input type="hidden" name="{RequestField}" value="{sealedRequest}">
            <button type="submit" name="{DecisionField}" value="{Allow}">Allow</button>
            <button type="submit" name="{DecisionField}" value="{Deny}">Deny</button>
            </form>
            """, settings.ConsentPage.LogoUri, Script);
    }

    private static string Describe(AuthorizationRequest request, SignedInUser? user, McpOAuthProxyOptions settings)
    {
        var page = settings.ConsentPage;
        var scopes = request.Scopes.Count == 0
            ? "<dd>access as you have it</dd>"
            : string.Concat(request.Scopes.Select(scope =>
                $"<dd>{Html.Encode(page.ScopeDescriptions.TryGetValue(scope, out var words) ? words : scope)}</dd>"));
        return $"""
            <p>An application asks to act on your behalf. Allow this only if you have just started it yourself.</p>
            <dl>
            <dt>Application</dt><dd>{Html.Encode(request.ClientName)}</dd>
            <dt>Vouched for by</dt><dd>{Html.Encode(request.VouchedBy ?? "Nobody: it chose this name itself, and the name has not been verified.")}{Warning(request)}</dd>
            <dt>Afterwards you are sent to</dt><dd>{Html.Encode(RedirectUris.Destination(request.RedirectUri))}<br><small>{Html.Encode(request.RedirectUri)}</small></dd>
            <dt>It asks for</dt>{scopes}
            <dt>For how long</dt><dd>{Html.Encode(Duration(request, settings))}</dd>
            {(user?.Name is { } name ? $"<dt>You are signed in as</dt><dd>{Html.Encode(name)}</dd>" : "")}
            </dl>
            {(page.Notice is { } notice ? $"<p>{Html.Encode(notice)}</p>" : "")}

            """;
    }

    // A host can vouch for what it serves. Which program listens on this computer it cannot know.
    private static string Warning(AuthorizationRequest request) => request.VouchedBy is not null && RedirectUris.IsLoopback(request.RedirectUri)
        ? "<br><strong>The answer goes to a program on this computer, and any program here can claim to be this one.</strong>"
        : "";

    private static string Duration(AuthorizationRequest request, McpOAuthProxyOptions settings) =>
        !settings.AllowOfflineAccess || !request.MayRefresh ? "Until it has to ask you again, soon"
        : settings.RefreshTokenLifetime.TotalDays >= 2 ? $"As long as it is used, until {settings.RefreshTokenLifetime.TotalDays:0} days after the last time"
        : $"As long as it is used, until {Math.Ceiling(settings.RefreshTokenLifetime.TotalHours):0} hours after the last time";
}
