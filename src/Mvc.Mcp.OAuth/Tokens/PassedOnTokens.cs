using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Token;
using Mvc.Mcp.OAuth.Resource;
using Mvc.Mcp.OAuth.Upstream;

namespace Mvc.Mcp.OAuth.Tokens;

/// <summary>The identity provider's own tokens for this API (pass-through), if they open nothing that the user was not shown.</summary>
internal sealed class PassedOnTokens(IUpstream upstream, AccessTokenCheck check, ScopePolicy scopes) : ITokenSource
{
    public async Task<TokenOutcome> RedeemAsync(CodeEnvelope code, CancellationToken cancellationToken) =>
        code is { UpstreamCode: { } upstreamCode, UpstreamVerifier: { } verifier }
            ? Judge(await upstream.RedeemAsync(upstreamCode, verifier, cancellationToken), code.Request.Scopes, null)
            // Of a time when this application issued tokens of its own.
            : TokenOutcome.Of(UpstreamFailure.InvalidGrant);

    public async Task<TokenOutcome> RefreshAsync(RefreshEnvelope refresh, IReadOnlyList<string> asked, CancellationToken cancellationToken)
    {
        if (refresh.UpstreamRefreshToken is not { } refreshToken)
            return TokenOutcome.Of(UpstreamFailure.InvalidGrant);
        // The provider may have granted less than was asked for, and would refuse to hear of the rest again.
        var fewer = asked.Count < refresh.Scopes.Count ? asked : null;
        // One that does not rotate its refresh token goes on taking the same.
        return Judge(await upstream.RefreshAsync(refreshToken, fewer, cancellationToken), asked, refreshToken);
    }

    private TokenOutcome Judge(UpstreamAnswer answer, IReadOnlyList<string> consented, string? refreshToken)
    {
        if (answer.Tokens is not { } tokens)
            return TokenOutcome.Of(answer.Failure);
        if (check.ObjectionTo(tokens.AccessToken, tokens.Scope, ScopeToken.Split(scopes.ToUpstream(consented))) is { } objection)
            return TokenOutcome.Of(objection);
        return new()
        {
            AccessToken = tokens.AccessToken,
            ExpiresIn = tokens.ExpiresIn,
            Scopes = tokens.Scope is { } granted ? ScopeToken.Split(scopes.FromUpstream(granted)) : consented,
            UpstreamRefreshToken = tokens.RefreshToken ?? refreshToken,
        };
    }
}
