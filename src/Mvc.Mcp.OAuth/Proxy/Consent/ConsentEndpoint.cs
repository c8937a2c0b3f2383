using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Callback;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Proxy.Pages;
using Mvc.Mcp.OAuth.Proxy.Token;
using Mvc.Mcp.OAuth.Proxy.Wire;
using Mvc.Mcp.OAuth.Upstream;

namespace Mvc.Mcp.OAuth.Proxy.Consent;

/// <summary>
/// Takes the user's answer, but only from the page that this browser was shown. Consent sends the browser to the identity
/// provider, and gives it the cookie without which the way back does not work: whoever consents must also sign in.
/// </summary>
internal sealed partial class ConsentEndpoint(
    IOptions<McpOAuthProxyOptions> options,
    EnvelopeSealer sealer,
    BrowserCookies cookies,
    AuthorizationCodes codes,
    IUpstream upstream,
    AuthorizationResponse response,
    ILogger<ConsentEndpoint> logger)
{
    private const string StalePage = "This page is no longer valid: it has been answered already, has expired, or belongs to another browser.";

    public async Task HandleAsync(HttpContext context)
    {
        if (!IsFromOwnPage(context.Request))
        {
            await ErrorPage.WriteAsync(context, logger, "The answer came from another site.");
            return;
        }
        var form = await RequestParameters.OfFormAsync(context.Request);
        if (sealer.Open<ConsentEnvelope>(form?[ConsentPage.RequestField]) is not { } envelope ||
            !FixedTime.AreEqual(cookies.TakeConsent(context, Randomness.FlowOf(envelope.Browser)!), envelope.Browser))
        {
            await ErrorPage.WriteAsync(context, logger, StalePage);
            return;
        }
        var request = envelope.Request;
        switch (form![ConsentPage.DecisionField])
        {
            case ConsentPage.Allow:
                LogAllowed(envelope.User?.Subject ?? "The user", request.ClientName, string.Join(' ', request.Scopes), request.Resource, request.RedirectUri);
                if (envelope.User is { } user)
                    await codes.SendAsync(context, request, user);
                else
                    await GoToSignInAsync(context, request);
                break;
            case ConsentPage.Deny:
                LogDenied(envelope.User?.Subject ?? "The user", request.ClientName);
                response.Error(context, request.RedirectUri, request.State,
                    OidcConstants.AuthorizeErrors.AccessDenied, "The user did not allow the access.");
                break;
            default:
                await ErrorPage.WriteAsync(context, logger, "The answer was neither yes nor no.");
                break;
        }
    }

    // Browsers send Origin with every form they post. Where they also say that another site made them, that counts too.
    private bool IsFromOwnPage(HttpRequest request) =>
        request.Headers.Origin.ToString() == options.Value.PublicOrigin!.GetLeftPart(UriPartial.Authority) &&
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin";

    private async Task GoToSignInAsync(HttpContext context, AuthorizationRequest request)
    {
        var state = Randomness.Create();
        var verifier = Randomness.Create();
        string address;
        try
        {
            address = await upstream.SignInAddressAsync(request, state, Pkce.ChallengeOf(verifier), context.RequestAborted);
        }
        catch (UpstreamUnavailableException e)
        {
            LogUpstreamFailed(e);
            response.Error(context, request.RedirectUri, request.State,
                OidcConstants.AuthorizeErrors.TemporarilyUnavailable, "The identity provider cannot be reached.");
            return;
        }
        var signIn = new SignInEnvelope { Request = request, UpstreamState = state, UpstreamVerifier = verifier };
        cookies.SetSignIn(context, Randomness.FlowOf(state)!, sealer.Seal(signIn, options.Value.SignInLifetime));
        AuthorizationResponse.SeeOther(context, address);
    }

    [LoggerMessage(1, LogLevel.Information, "{User} allowed {ClientName} {Scopes} at {Resource}, which answers to {RedirectUri}.")]
    private partial void LogAllowed(string user, string clientName, string scopes, string? resource, string redirectUri);

    [LoggerMessage(2, LogLevel.Information, "{User} denied {ClientName} the access.")]
    private partial void LogDenied(string user, string clientName);

    [LoggerMessage(3, LogLevel.Error, "The identity provider cannot be used.")]
    private partial void LogUpstreamFailed(Exception exception);
}
