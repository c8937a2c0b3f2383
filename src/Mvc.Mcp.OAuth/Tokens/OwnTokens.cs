using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Proxy.Token;
using Mvc.Mcp.OAuth.Upstream;

namespace Mvc.Mcp.OAuth.Tokens;

/// <summary>
/// Tokens of this application: good for one MCP endpoint and the scopes that the user consented to, and short-lived. Each
/// refresh asks anew whether the user is still one: the scheme's cookie events, or the identity provider.
/// </summary>
internal sealed partial class OwnTokens(
    IOptions<McpOAuthProxyOptions> options,
    EnvelopeSealer sealer,
    LargeUsers users,
    IUpstream upstream,
    UpstreamUsers upstreamUsers,
    UserRevalidation revalidation,
    TimeProvider time,
    ILogger<OwnTokens> logger) : ITokenSource
{
    // Servers and proxies on the way commonly read 16 KB of headers in all, and 8 KB of one.
    private const int MaxAccessTokenLength = 8 * 1024;

    public async Task<TokenOutcome> RedeemAsync(CodeEnvelope code, CancellationToken cancellationToken)
    {
        var request = code.Request;
        SignedInUser? user;
        if (code is { UpstreamCode: { } upstreamCode, UpstreamVerifier: { } verifier })
        {
            var answer = await upstream.RedeemAsync(upstreamCode, verifier, cancellationToken);
            if (answer.Tokens is not { } tokens)
                return TokenOutcome.Of(answer.Failure);
            user = await upstreamUsers.FindAsync(tokens, cancellationToken);
            if (user is null)
                return TokenOutcome.Of(UpstreamFailure.NoUser);
        }
        else
        {
            user = code.User ?? (code.UserReference is { } reference ? await users.FindAsync(reference, cancellationToken) : null);
            if (user is null)
                return TokenOutcome.Of(UpstreamFailure.InvalidGrant);
        }
        return Issue(code.Id, request.ClientBinding, request.ClientName, request.Scopes, request.Resource!, user);
    }

    public async Task<TokenOutcome> RefreshAsync(RefreshEnvelope refresh, IReadOnlyList<string> asked, CancellationToken cancellationToken)
    {
        if (refresh is not { User: { } user, Resource: { } resource })
            return TokenOutcome.Of(UpstreamFailure.InvalidGrant);
        if (options.Value.SignInScheme is { } scheme)
        {
            try
            {
                user = await revalidation.RevalidateAsync(scheme, user, cancellationToken);
            }
            catch (UpstreamUnavailableException e)
            {
                LogUserUnknown(e);
                return TokenOutcome.Of(UpstreamFailure.Unavailable);
            }
            if (user is null)
                return TokenOutcome.Of(UpstreamFailure.InvalidGrant);
        }
        else if (user.RefreshToken is { } refreshToken)
        {
            var answer = await upstream.RefreshAsync(refreshToken, null, cancellationToken);
            if (answer.Tokens is not { } tokens)
                return TokenOutcome.Of(answer.Failure);
            user = await upstreamUsers.FindAsync(tokens, cancellationToken, refreshToken);
            if (user is null)
                return TokenOutcome.Of(UpstreamFailure.NoUser);
        }
        return Issue(refresh.Family, refresh.ClientBinding, refresh.ClientName, asked, resource, user);
    }

    /// <summary>Issues an access token for somebody whose right to it has been checked.</summary>
    public TokenOutcome Issue(
        string family, string clientBinding, string clientName, IReadOnlyList<string> scopes, string resource, SignedInUser user)
    {
        var now = time.GetUtcNow();
        var lifetime = Lifetime(user, now);
        string Seal(SignedInUser holder) => AccessEnvelope.Prefix + sealer.Seal(new AccessEnvelope
        {
            Family = family,
            ClientBinding = clientBinding,
            ClientName = clientName,
            Scopes = scopes,
            Resource = resource,
            Issued = now,
            Expires = now + lifetime,
            User = holder,
        }, lifetime);
        var token = Seal(user.With(user.AccessToken, user.AccessTokenExpires, refreshToken: null));
        if (token.Length > MaxAccessTokenLength && user.AccessToken is not null)
        {
            LogUpstreamTokenTooLarge(token.Length);
            token = Seal(user.With(null, null, null));
        }
        if (token.Length > MaxAccessTokenLength)
        {
            LogClaimsTooLarge(user.Subject, token.Length, MaxAccessTokenLength);
            return TokenOutcome.Of(UpstreamFailure.NoUser);
        }
        return new()
        {
            AccessToken = token,
            ExpiresIn = (int)lifetime.TotalSeconds,
            Scopes = scopes,
            User = user,
        };
    }

    // The provider's token is renewed when ours is, so ours does not outlive it: an action always finds one that is good.
    private TimeSpan Lifetime(SignedInUser user, DateTimeOffset now)
    {
        var lifetime = options.Value.AccessTokenLifetime;
        if (user is not { AccessToken: not null, RefreshToken: not null, AccessTokenExpires: { } expires })
            return lifetime;
        var left = expires - now - TimeSpan.FromSeconds(30);
        return left >= lifetime ? lifetime : left > _leastLifetime ? left : _leastLifetime;
    }

    private static readonly TimeSpan _leastLifetime = TimeSpan.FromSeconds(30);

    [LoggerMessage(1, LogLevel.Error, "The user cannot be asked for.")]
    private partial void LogUserUnknown(Exception exception);

    [LoggerMessage(2, LogLevel.Warning,
        "The identity provider's access token is too large to travel with ours ({Length} characters): actions find none with GetTokenAsync.")]
    private partial void LogUpstreamTokenTooLarge(int length);

    [LoggerMessage(3, LogLevel.Error,
        "The claims of {User} make an access token of {Length} characters, and requests hold {Limit}: have the sign-in scheme keep the " +
        "claims alone that the application needs.")]
    private partial void LogClaimsTooLarge(string? user, int length, int limit);
}
