using System.Text.Json.Nodes;
using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Proxy.Wire;
using Mvc.Mcp.OAuth.Tokens;
using Mvc.Mcp.OAuth.Upstream;

namespace Mvc.Mcp.OAuth.Proxy.Token;

/// <summary>What the token endpoint answers: tokens (RFC 6749 section 5.1), or what is wrong (section 5.2).</summary>
internal sealed partial class TokenAnswers(IOptions<McpOAuthProxyOptions> options, EnvelopeSealer sealer, ILogger<TokenAnswers> logger)
{
    public Task AnswerAsync(HttpContext context, TokenOutcome outcome, RefreshEnvelope? refresh, bool mayRefresh)
    {
        if (outcome.AccessToken is not { } accessToken)
            return RefuseAsync(context, outcome.Failure);
        var body = new JsonObject
        {
            [OidcConstants.TokenResponse.AccessToken] = accessToken,
            [OidcConstants.TokenResponse.TokenType] = OidcConstants.TokenResponse.BearerTokenType,
        };
        if (outcome.Scopes.Count > 0)
            body[OidcConstants.TokenResponse.Scope] = string.Join(' ', outcome.Scopes);
        if (outcome.ExpiresIn > 0)
            body[OidcConstants.TokenResponse.ExpiresIn] = outcome.ExpiresIn;
        if (mayRefresh && refresh is not null && Seal(refresh) is { } refreshToken)
            body[OidcConstants.TokenResponse.RefreshToken] = refreshToken;
        LogIssued(refresh?.ClientName ?? "a client with credentials", refresh?.User?.Subject ?? "its user", string.Join(' ', outcome.Scopes), refresh?.Resource,
            body.ContainsKey(OidcConstants.TokenResponse.RefreshToken) ? "with a" : "without a");
        return OAuthJson.WriteSecretAsync(context, StatusCodes.Status200OK, body);
    }

    public Task RefuseAsync(HttpContext context, string error, string description, int status = StatusCodes.Status400BadRequest)
    {
        LogRefused(error, description);
        return OAuthJson.WriteErrorAsync(context, status, error, description);
    }

    public Task RefuseClientAsync(HttpContext context, string description)
    {
        // Required by RFC 6749 section 5.2 where the client used this header; elsewhere browsers would ask for a password.
        if (context.Request.Headers.Authorization.Count > 0)
            context.Response.Headers.WWWAuthenticate = "Basic";
        return RefuseAsync(context, OidcConstants.TokenErrors.InvalidClient, description, StatusCodes.Status401Unauthorized);
    }

    private string? Seal(RefreshEnvelope refresh)
    {
        // A refresh token must refresh something: the identity provider's token, or a user of this application.
        if (refresh.UpstreamRefreshToken is null && refresh.User is null)
            return null;
        if (options.Value.IssuesOwnTokens && !options.Value.AllowOfflineAccess)
            return null;
        var text = sealer.Seal(refresh, options.Value.RefreshTokenLifetime);
        if (text.Length <= EnvelopeSealer.MaxSealedLength)
            return text;
        LogRefreshTokenTooLarge(refresh.ClientName, text.Length, EnvelopeSealer.MaxSealedLength);
        return null;
    }

    private Task RefuseAsync(HttpContext context, UpstreamFailure failure) => failure switch
    {
        UpstreamFailure.InvalidGrant => RefuseAsync(context, OidcConstants.TokenErrors.InvalidGrant,
            "The code or refresh token is used up, expired or revoked where the user signed in."),
        UpstreamFailure.InvalidScope => RefuseAsync(context, OidcConstants.TokenErrors.InvalidScope,
            "The identity provider refused a scope."),
        UpstreamFailure.InvalidClient => RefuseClientAsync(context, "The identity provider does not know these credentials, or lets the client have no tokens of its own."),
        UpstreamFailure.WrongAudience => RefuseAsync(context, OidcConstants.AuthorizeErrors.ServerError,
            "The identity provider issued a token that is not for this API alone. Its operator finds the reason in the log.", StatusCodes.Status502BadGateway),
        UpstreamFailure.WiderScopes => RefuseAsync(context, OidcConstants.AuthorizeErrors.ServerError,
            "The identity provider granted more than the user was asked for. The operator finds the reason in the log.", StatusCodes.Status502BadGateway),
        UpstreamFailure.NoUser => RefuseAsync(context, OidcConstants.AuthorizeErrors.ServerError,
            "There is no user to issue a token for. The operator finds the reason in the log.", StatusCodes.Status502BadGateway),
        _ => RefuseAsync(context, OidcConstants.AuthorizeErrors.TemporarilyUnavailable,
            "The identity provider cannot be used at the moment.", StatusCodes.Status502BadGateway),
    };

    [LoggerMessage(1, LogLevel.Information, "Issued tokens to {ClientName} for {User}: {Scopes} at {Resource}, {Refresh} refresh token.")]
    private partial void LogIssued(string clientName, string user, string scopes, string? resource, string refresh);

    [LoggerMessage(2, LogLevel.Information, "Refused a token request: {Error}, {Reason}.")]
    private partial void LogRefused(string error, string reason);

    [LoggerMessage(3, LogLevel.Error,
        "The refresh token of {ClientName} would have {Length} characters, and {Limit} are read: none is issued, and the user has to sign " +
        "in again when the access token expires.")]
    private partial void LogRefreshTokenTooLarge(string clientName, int length, int limit);
}
