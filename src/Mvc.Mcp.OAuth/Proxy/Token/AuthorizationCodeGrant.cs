using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Clients;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Proxy.Wire;
using Mvc.Mcp.OAuth.Resource;
using Mvc.Mcp.OAuth.Tokens;

namespace Mvc.Mcp.OAuth.Proxy.Token;

/// <summary>Tokens for a code (RFC 6749 section 4.1.3). A code that comes a second time ends what the first time gave.</summary>
internal sealed partial class AuthorizationCodeGrant(
    IOptions<McpOAuthProxyOptions> options,
    EnvelopeSealer sealer,
    TokenState state,
    ITokenSource source,
    TokenAnswers answers,
    ILogger<AuthorizationCodeGrant> logger)
{
    public async Task AnswerAsync(HttpContext context, RequestParameters form)
    {
        if (sealer.Open<CodeEnvelope>(form[OidcConstants.TokenRequest.Code]) is not { } code ||
            code.Request.ClientBinding != Client.BindingOf(form[OidcConstants.TokenRequest.ClientId]!) ||
            code.Request.RedirectUri != form[OidcConstants.TokenRequest.RedirectUri] ||
            !Pkce.Matches(form[OidcConstants.TokenRequest.CodeVerifier], code.Request.CodeChallenge))
        {
            await answers.RefuseAsync(context, OidcConstants.TokenErrors.InvalidGrant,
                "The code is unknown or expired, or the client, redirect_uri or code_verifier is not the one of the authorization request.");
            return;
        }
        if (!McpResources.MayBeSame(form[OidcConstants.TokenRequest.Resource], code.Request.Resource))
        {
            await answers.RefuseAsync(context, OidcConstants.TokenErrors.InvalidTarget, "The code is for another resource.");
            return;
        }
        if (!await state.TryUseAsync(code.Id, options.Value.CodeLifetime, context.RequestAborted))
        {
            LogUsedTwice(code.Request.ClientName);
            await state.EndAsync(code.Id, options.Value.RefreshTokenLifetime);
            await answers.RefuseAsync(context, OidcConstants.TokenErrors.InvalidGrant, "The code is used up.");
            return;
        }
        var outcome = await source.RedeemAsync(code, context.RequestAborted);
        await answers.AnswerAsync(context, outcome, new RefreshEnvelope
        {
            Id = Randomness.Create(),
            Family = code.Id,
            ClientBinding = code.Request.ClientBinding,
            ClientName = code.Request.ClientName,
            Scopes = code.Request.Scopes,
            Resource = code.Request.Resource,
            UpstreamRefreshToken = outcome.UpstreamRefreshToken,
            User = outcome.User,
        }, mayRefresh: code.Request.MayRefresh);
    }

    [LoggerMessage(1, LogLevel.Warning, "A code of {ClientName} came a second time: the tokens that the first time gave have ended.")]
    private partial void LogUsedTwice(string clientName);
}
