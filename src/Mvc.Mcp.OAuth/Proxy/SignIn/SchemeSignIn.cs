using Duende.IdentityModel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Consent;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Proxy.Pages;
using Mvc.Mcp.OAuth.Proxy.Wire;
using Mvc.Mcp.OAuth.Tokens;

namespace Mvc.Mcp.OAuth.Proxy.SignIn;

/// <summary>
/// Has a scheme of the application sign the user in, by whatever way that scheme has, and shows the consent page to the user
/// it produced. What the client asked for waits in a cookie: the scheme gets an address that is short.
/// </summary>
internal sealed class SchemeSignIn(
    IOptions<McpOAuthProxyOptions> options,
    EnvelopeSealer sealer,
    BrowserCookies cookies,
    ConsentPage consent,
    TimeProvider time,
    ILogger<SchemeSignIn> logger)
{
    /// <summary>The parameter that names the flow.</summary>
    public const string FlowParameter = "flow";

    public async Task BeginAsync(HttpContext context, string scheme, AuthorizationRequest request)
    {
        var started = time.GetUtcNow();
        var result = await context.AuthenticateAsync(scheme);
        if (IsGood(result, request, started))
        {
            await consent.ShowAsync(context, request, SignedInUser.Of(result.Ticket!));
            return;
        }
        var flow = Randomness.Create();
        cookies.SetSignIn(context, Randomness.FlowOf(flow)!, sealer.Seal(
            new SchemeSignInEnvelope { Request = request, Flow = flow, Started = started }, options.Value.SignInLifetime));
        var properties = new AuthenticationProperties
        {
            RedirectUri = $"{context.Request.PathBase}{options.Value.PathPrefix}{ProxyPaths.SignIn}?{FlowParameter}={flow}",
        };
        // As the handlers for OpenID Connect and some for OAuth read it.
        if (IsRenewal(request.Prompt))
            properties.SetParameter(OidcConstants.AuthorizeRequest.Prompt, request.Prompt);
        await context.ChallengeAsync(scheme, properties);
    }

    /// <summary>Where the scheme sends the user back to.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var flow = RequestParameters.OfQuery(context.Request)[FlowParameter];
        if (!ConsentPage.CanBeShown(context.Request) ||
            Randomness.FlowOf(flow) is not { } name ||
            sealer.Open<SchemeSignInEnvelope>(cookies.GetSignIn(context, name)) is not { } envelope ||
            !FixedTime.AreEqual(envelope.Flow, flow))
        {
            await ErrorPage.WriteAsync(context, logger, "This sign-in was not started in this browser, or took too long.");
            return;
        }
        var result = await context.AuthenticateAsync(options.Value.SignInScheme);
        if (IsGood(result, envelope.Request, envelope.Started))
            await consent.ShowAsync(context, envelope.Request, SignedInUser.Of(result.Ticket!));
        else
            await ErrorPage.WriteAsync(context, logger, "You did not sign in.");
    }

    // A client may ask that the user signs in anew. A scheme that does not say when that was, such as Negotiate, cannot.
    private static bool IsGood(AuthenticateResult result, AuthorizationRequest request, DateTimeOffset started) =>
        result is { Succeeded: true, Principal.Identity.IsAuthenticated: true } &&
        (!IsRenewal(request.Prompt) ||
            result.Properties?.IssuedUtc is not { } issued ||
            issued >= SecondOf(started));

    // Tickets know no smaller part of the time.
    private static DateTimeOffset SecondOf(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    private static bool IsRenewal(string? prompt) => prompt is OidcConstants.PromptModes.Login or OidcConstants.PromptModes.SelectAccount;
}
