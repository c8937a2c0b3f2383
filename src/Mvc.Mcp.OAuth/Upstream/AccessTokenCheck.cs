using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Mvc.Mcp.OAuth.Resource;

namespace Mvc.Mcp.OAuth.Upstream;

/// <summary>
/// Keeps tokens from clients that open more than this API, or more than the user was asked for: the identity provider
/// issues such when its settings, or earlier consents, make it so. It checks no signature, because the token came straight
/// from the token endpoint.
/// </summary>
internal sealed partial class AccessTokenCheck(IOptions<McpOAuthProxyOptions> options, ILogger<AccessTokenCheck> logger)
{
    // What a client learns of the user, not what it may do here.
    private static readonly HashSet<string> _aboutTheUser =
        new(["openid", "profile", "email", "address", "phone", "offline_access"], StringComparer.Ordinal);

    private readonly JsonWebTokenHandler _handler = new();

    /// <summary>Why the token must not reach a client, or null where it may.</summary>
    /// <param name="accessToken">The token.</param>
    /// <param name="granted">The scopes that the provider names beside the token, in its words.</param>
    /// <param name="consented">The scopes that the user was shown, in the provider's words; null where nobody was asked.</param>
    public UpstreamFailure? ObjectionTo(string accessToken, string? granted, IReadOnlyList<string>? consented)
    {
        if (Read(accessToken) is not { } token)
        {
            LogOpaque();
            return UpstreamFailure.WrongAudience;
        }
        var settings = options.Value;
        if (!token.Audiences.Contains(settings.Audience, StringComparer.Ordinal))
        {
            LogWrongAudience(string.Join(", ", token.Audiences), settings.Audience);
            return UpstreamFailure.WrongAudience;
        }
        if (token.Audiences.Where(audience => audience != settings.Audience && !settings.AllowedAudiences.Contains(audience)).ToArray() is { Length: > 0 } foreign)
        {
            LogForeignAudience(string.Join(", ", foreign));
            return UpstreamFailure.WrongAudience;
        }
        if (consented is not null && Wider(token, granted, consented) is { Length: > 0 } wider)
        {
            LogWiderScopes(string.Join(' ', wider));
            return UpstreamFailure.WiderScopes;
        }
        return null;
    }

    // Entra ID writes the short names of scopes into its tokens, without the API that they were asked with.
    private static string[] Wider(JsonWebToken token, string? granted, IReadOnlyList<string> consented) =>
    [
        .. token.Claims.Where(claim => ScopeClaims.Types.Contains(claim.Type)).SelectMany(claim => ScopeToken.Split(claim.Value))
            .Union(ScopeToken.Split(granted), StringComparer.Ordinal)
            .Where(scope => !_aboutTheUser.Contains(scope) &&
                !consented.Any(shown => shown == scope || shown.EndsWith("/" + scope, StringComparison.Ordinal))),
    ];

    private JsonWebToken? Read(string accessToken)
    {
        try
        {
            // Five parts would be an encrypted token, whose audience nobody but its addressee can read.
            return accessToken.Count(c => c == '.') == 2 && _handler.CanReadToken(accessToken) ? _handler.ReadJsonWebToken(accessToken) : null;
        }
        catch (Exception e) when (e is ArgumentException or Microsoft.IdentityModel.Tokens.SecurityTokenException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Error,
        "The identity provider issued an access token that is not a readable JWT: name the API to it (Audience, AudienceParameter), have " +
        "it issue JWTs for this API, or leave Audience out, and the proxy issues tokens of its own.")]
    private partial void LogOpaque();

    [LoggerMessage(2, LogLevel.Error,
        "The identity provider issued an access token for {Audiences}, but this API is {Audience}: see Audience and AudienceParameter.")]
    private partial void LogWrongAudience(string audiences, string? audience);

    [LoggerMessage(3, LogLevel.Error,
        "The identity provider issued an access token that is also for {Audiences}, which a client could use there: have it leave them " +
        "out, or list them in AllowedAudiences.")]
    private partial void LogForeignAudience(string audiences);

    [LoggerMessage(4, LogLevel.Error,
        "The identity provider granted {Scopes}, which the user was not asked for: list them in RequiredScopes, so that they are shown, or " +
        "leave Audience out, and the proxy issues tokens of its own.")]
    private partial void LogWiderScopes(string scopes);
}
