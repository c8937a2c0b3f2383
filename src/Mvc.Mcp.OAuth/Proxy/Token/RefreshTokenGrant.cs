using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Clients;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Proxy.Wire;
using Mvc.Mcp.OAuth.Resource;
using Mvc.Mcp.OAuth.Tokens;
using Mvc.Mcp.OAuth.Upstream;

namespace Mvc.Mcp.OAuth.Proxy.Token;

/// <summary>
/// Tokens for a refresh token (RFC 6749 section 6), which is good once, whatever the identity provider does with its own.
/// One that comes a second time is in two hands, and nobody knows whose: its whole family ends.
/// </summary>
internal sealed partial class RefreshTokenGrant(
    IOptions<McpOAuthProxyOptions> options,
    EnvelopeSealer sealer,
    TokenState state,
    ITokenSource source,
    RefreshAnswers repeats,
    TokenAnswers answers,
    ILogger<RefreshTokenGrant> logger)
{
    public async Task AnswerAsync(HttpContext context, RequestParameters form)
    {
        if (sealer.Open<RefreshEnvelope>(form[OidcConstants.TokenRequest.RefreshToken]) is not { } refresh ||
            refresh.ClientBinding != Client.BindingOf(form[OidcConstants.TokenRequest.ClientId]!) ||
            await state.HasEndedAsync(refresh.Family, context.RequestAborted))
        {
            await answers.RefuseAsync(context, OidcConstants.TokenErrors.InvalidGrant, "The refresh token is unknown, expired, revoked, or another client's.");
            return;
        }
        if (!McpResources.MayBeSame(form[OidcConstants.TokenRequest.Resource], refresh.Resource))
        {
            await answers.RefuseAsync(context, OidcConstants.TokenErrors.InvalidTarget, "The refresh token is for another resource.");
            return;
        }
        if (ScopePolicy.Narrow(form[OidcConstants.TokenRequest.Scope], refresh.Scopes) is not { } asked)
        {
            await answers.RefuseAsync(context, OidcConstants.TokenErrors.InvalidScope, "A scope was not granted before.");
            return;
        }
        var lifetime = options.Value.RefreshTokenLifetime;
        if (!await state.TryUseAsync(refresh.Id, lifetime, context.RequestAborted))
        {
            if (await repeats.FindAsync(refresh, asked, context.RequestAborted) is { } answer)
            {
                await answers.AnswerAsync(context, answer.ToOutcome(), answer.Next, mayRefresh: true);
                return;
            }
            // Whoever came first got nothing, so this one may try again as well.
            if (await state.SinceUseAsync(refresh.Id, context.RequestAborted) is null)
            {
                await answers.AnswerAsync(context, TokenOutcome.Of(UpstreamFailure.Unavailable), refresh: null, mayRefresh: false);
                return;
            }
            LogUsedTwice(refresh.ClientName);
            await state.EndAsync(refresh.Family, lifetime);
            await answers.RefuseAsync(context, OidcConstants.TokenErrors.InvalidGrant, "The refresh token is used up. The user has to sign in again.");
            return;
        }
        var outcome = await source.RefreshAsync(refresh, asked, context.RequestAborted);
        // Nothing was refreshed, so the client may come again with the same.
        if (outcome is { AccessToken: null, Failure: UpstreamFailure.Unavailable })
            await state.ReleaseAsync(refresh.Id);
        else if (outcome is { AccessToken: null, Failure: UpstreamFailure.InvalidGrant })
            await state.EndAsync(refresh.Family, lifetime);
        var next = new RefreshEnvelope
        {
            Id = Randomness.Create(),
            Family = refresh.Family,
            ClientBinding = refresh.ClientBinding,
            ClientName = refresh.ClientName,
            Scopes = refresh.Scopes,
            Resource = refresh.Resource,
            UpstreamRefreshToken = outcome.UpstreamRefreshToken,
            User = outcome.User,
        };
        if (outcome.AccessToken is { } accessToken)
        {
            await repeats.KeepAsync(refresh.Id, new RefreshAnswer
            {
                AccessToken = accessToken, ExpiresIn = outcome.ExpiresIn, Asked = asked, Scopes = outcome.Scopes, Next = next,
            });
        }
        await answers.AnswerAsync(context, outcome, next, mayRefresh: true);
    }

    [LoggerMessage(1, LogLevel.Warning, "A refresh token of {ClientName} came a second time: all tokens of that consent have ended.")]
    private partial void LogUsedTwice(string clientName);
}
