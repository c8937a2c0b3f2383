using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Proxy.Pages;
using Mvc.Mcp.OAuth.Proxy.Wire;
using Mvc.Mcp.OAuth.Upstream;

namespace Mvc.Mcp.OAuth.Proxy.Callback;

/// <summary>
/// Where the identity provider sends the browser back to. Its code goes on to the client, sealed and unredeemed, if this
/// is the browser in which the user consented and the answer is from the provider that was asked (RFC 9207).
/// </summary>
internal sealed partial class CallbackEndpoint(
    EnvelopeSealer sealer,
    BrowserCookies cookies,
    IUpstream upstream,
    AuthorizationCodes codes,
    AuthorizationResponse response,
    ILogger<CallbackEndpoint> logger)
{
    private const int MaxCodeLength = 4096;

    // What a client can act on. Anything else says more about the identity provider than the client should learn.
    private static readonly Dictionary<string, string> _passedOn = new(StringComparer.Ordinal)
    {
        [OidcConstants.AuthorizeErrors.AccessDenied] = "Access was denied at the identity provider.",
        [OidcConstants.AuthorizeErrors.InvalidScope] = "The identity provider refused a scope.",
        [OidcConstants.AuthorizeErrors.LoginRequired] = "The user has to sign in.",
        [OidcConstants.AuthorizeErrors.ConsentRequired] = "The user has to consent at the identity provider.",
        [OidcConstants.AuthorizeErrors.InteractionRequired] = "The identity provider needs the user.",
        [OidcConstants.AuthorizeErrors.TemporarilyUnavailable] = "The identity provider is not available.",
    };

    public async Task HandleAsync(HttpContext context)
    {
        var parameters = RequestParameters.OfQuery(context.Request);
        var state = parameters[OidcConstants.AuthorizeResponse.State];
        if (Randomness.FlowOf(state) is not { } flow ||
            sealer.Open<SignInEnvelope>(cookies.TakeSignIn(context, flow)) is not { } signIn ||
            !FixedTime.AreEqual(signIn.UpstreamState, state))
        {
            await ErrorPage.WriteAsync(context, logger, "This sign-in was not started in this browser, or took too long.");
            return;
        }
        if (parameters.AnyRepeated(
                OidcConstants.AuthorizeResponse.Code, OidcConstants.AuthorizeResponse.Error, OidcConstants.AuthorizeResponse.Issuer) ||
            !await IsFromUpstreamAsync(parameters, context.RequestAborted))
        {
            await ErrorPage.WriteAsync(context, logger, "The answer is not from the identity provider that was asked.");
            return;
        }
        var request = signIn.Request;
        if (parameters[OidcConstants.AuthorizeResponse.Error] is { } upstreamError)
        {
            RefuseFor(context, request, upstreamError);
        }
        else if (parameters[OidcConstants.AuthorizeResponse.Code] is { Length: <= MaxCodeLength } code)
        {
            codes.Send(context, request, code, signIn.UpstreamVerifier);
        }
        else
        {
            response.Error(context, request.RedirectUri, request.State,
                OidcConstants.AuthorizeErrors.ServerError, "The identity provider sent no code.");
        }
    }

    private async Task<bool> IsFromUpstreamAsync(RequestParameters parameters, CancellationToken cancellationToken)
    {
        var issuer = parameters[OidcConstants.AuthorizeResponse.Issuer];
        try
        {
            var server = await upstream.DescribeAsync(cancellationToken);
            return issuer is null ? !server.NamesItselfInResponses : issuer == server.Issuer;
        }
        catch (UpstreamUnavailableException e)
        {
            // Without its metadata, nobody knows whether the provider would have named itself.
            LogUpstreamFailed(e);
            return false;
        }
    }

    private void RefuseFor(HttpContext context, AuthorizationRequest request, string upstreamError)
    {
        var known = _passedOn.TryGetValue(upstreamError, out var description);
        var error = known ? upstreamError : OidcConstants.AuthorizeErrors.ServerError;
        LogUpstreamRefused(request.ClientName, error);
        response.Error(context, request.RedirectUri, request.State, error, description ?? "The identity provider refused the request.");
    }

    [LoggerMessage(1, LogLevel.Error, "The identity provider cannot be used.")]
    private partial void LogUpstreamFailed(Exception exception);

    [LoggerMessage(2, LogLevel.Information, "The identity provider refused a request of {ClientName}: {Error}.")]
    private partial void LogUpstreamRefused(string clientName, string error);
}
