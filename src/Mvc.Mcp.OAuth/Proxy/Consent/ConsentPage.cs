using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Clients;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Proxy.Pages;
using Mvc.Mcp.OAuth.Proxy.Wire;

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

    public Task ShowAsync(HttpContext context, Client client, AuthorizationRequest request)
    {
        var settings = options.Value;
        var browser = Randomness.Create();
        var sealedRequest = sealer.Seal(new ConsentEnvelope { Request = request, Browser = browser }, settings.ConsentLifetime);
        cookies.SetConsent(context, Randomness.FlowOf(browser)!, browser);
        var application = settings.ConsentPage.ApplicationName ?? settings.PublicOrigin!.Host;
        return Html.WriteAsync(context, StatusCodes.Status200OK, $"Allow access to {application}?",
            Describe(client, request, settings.ConsentPage) + $"""
            <form method="post" action="{Html.Encode(settings.Address(ProxyPaths.Consent))}">
            <input type="hidden" name="{RequestField}" value="{sealedRequest}">
            <button type="submit" name="{DecisionField}" value="{Allow}">Allow</button>
            <button type="submit" name="{DecisionField}" value="{Deny}">Deny</button>
            </form>
            """, settings.ConsentPage.LogoUri);
    }

    private static string Describe(Client client, AuthorizationRequest request, ConsentPageOptions page)
    {
        var scopes = request.Scopes.Count == 0
            ? "<dd>access as you have it</dd>"
            : string.Concat(request.Scopes.Select(scope =>
                $"<dd>{Html.Encode(page.ScopeDescriptions.TryGetValue(scope, out var words) ? words : scope)}</dd>"));
        return $"""
            <p>An application asks to act on your behalf. Allow this only if you have just started it yourself.</p>
            <dl>
            <dt>Application</dt><dd>{Html.Encode(client.Name)}</dd>
            <dt>Vouched for by</dt><dd>{Html.Encode(client.VouchedBy ?? "Nobody: it chose this name itself, and the name has not been verified.")}</dd>
            <dt>Afterwards you are sent to</dt><dd>{Html.Encode(RedirectUris.Destination(request.RedirectUri))}<br><small>{Html.Encode(request.RedirectUri)}</small></dd>
            <dt>It asks for</dt>{scopes}
            </dl>
            {(page.Notice is { } notice ? $"<p>{Html.Encode(notice)}</p>" : "")}

            """;
    }
}
