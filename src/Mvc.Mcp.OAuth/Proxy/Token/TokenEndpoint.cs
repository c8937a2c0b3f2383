using System.Text.Json.Nodes;
using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Clients;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Proxy.Wire;
using Mvc.Mcp.OAuth.Resource;
using Mvc.Mcp.OAuth.Upstream;

namespace Mvc.Mcp.OAuth.Proxy.Token;

/// <summary>
/// The token endpoint (RFC 6749 section 3.2). Everything that the client can prove is checked before the identity
/// provider hears of it, and only then is the secret used.
/// </summary>
internal sealed class TokenEndpoint(
    IOptions<McpOAuthProxyOptions> options,
    EnvelopeSealer sealer,
    ClientDirectory clients,
    McpResources resources,
    ScopePolicy scopes,
    IUpstream upstream,
    ILogger<TokenEndpoint> logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await RequestParameters.OfFormAsync(context.Request) is not { } form
            || form.AnyRepeated(
                OidcConstants.TokenRequest.GrantType, OidcConstants.TokenRequest.ClientId, OidcConstants.TokenRequest.Code,
                OidcConstants.TokenRequest.RedirectUri, OidcConstants.TokenRequest.CodeVerifier,
                OidcConstants.TokenRequest.RefreshToken, OidcConstants.TokenRequest.Scope, OidcConstants.TokenRequest.ClientSecret))
        {
            await RefuseAsync(context, OidcConstants.TokenErrors.InvalidRequest, "Post a form in which each parameter occurs once.");
            return;
        }
        if (IsConfidential(context.Request, form) || !clients.IsKnown(form[OidcConstants.TokenRequest.ClientId]))
        {
            // Required by RFC 6749 section 5.2 where the client used this header; elsewhere browsers would ask for a password.
            if (context.Request.Headers.Authorization.Count > 0)
                context.Response.Headers.WWWAuthenticate = "Basic";
            await RefuseAsync(context, OidcConstants.TokenErrors.InvalidClient,
                "Send the client_id of a registration, and no secret: the clients of this server are public.", StatusCodes.Status401Unauthorized);
            return;
        }
        if (form.AnyRepeated(OidcConstants.TokenRequest.Resource)
            || (form[OidcConstants.TokenRequest.Resource] is { } resource && !resources.IsServed(resource)))
        {
            await RefuseAsync(context, OidcConstants.TokenErrors.InvalidTarget, "The resource is not served here.");
            return;
        }
        await (form[OidcConstants.TokenRequest.GrantType] switch
        {
            OidcConstants.GrantTypes.AuthorizationCode => RedeemAsync(context, form),
            OidcConstants.GrantTypes.RefreshToken => RefreshAsync(context, form),
            _ => RefuseAsync(context, OidcConstants.TokenErrors.UnsupportedGrantType, "Only authorization_code and refresh_token are served."),
        });
    }

    private static bool IsConfidential(HttpRequest request, RequestParameters form) =>
        request.Headers.Authorization.Count > 0
        || form[OidcConstants.TokenRequest.ClientSecret] is not null
        || form[OidcConstants.TokenRequest.ClientAssertion] is not null;

    private async Task RedeemAsync(HttpContext context, RequestParameters form)
    {
        if (sealer.Open<CodeEnvelope>(form[OidcConstants.TokenRequest.Code]) is not { } code
            || code.Request.ClientBinding != Client.BindingOf(form[OidcConstants.TokenRequest.ClientId]!)
            || code.Request.RedirectUri != form[OidcConstants.TokenRequest.RedirectUri]
            || !Pkce.Matches(form[OidcConstants.TokenRequest.CodeVerifier], code.Request.CodeChallenge))
        {
            await RefuseAsync(context, OidcConstants.TokenErrors.InvalidGrant,
                "The code is unknown or expired, or the client, redirect_uri or code_verifier is not the one of the authorization request.");
            return;
        }
        if (!IsSameResource(form, code.Request.Resource))
        {
            await RefuseAsync(context, OidcConstants.TokenErrors.InvalidTarget, "The code is for another resource.");
            return;
        }
        var answer = await upstream.RedeemAsync(code.UpstreamCode, code.UpstreamVerifier, context.RequestAborted);
        await AnswerAsync(context, answer, code.Request.Scopes, refreshToken => new RefreshEnvelope
        {
            ClientBinding = code.Request.ClientBinding,
            UpstreamRefreshToken = refreshToken,
            Scopes = code.Request.Scopes,
            Resource = code.Request.Resource,
        });
    }

    private async Task RefreshAsync(HttpContext context, RequestParameters form)
    {
        if (sealer.Open<RefreshEnvelope>(form[OidcConstants.TokenRequest.RefreshToken]) is not { } refresh
            || refresh.ClientBinding != Client.BindingOf(form[OidcConstants.TokenRequest.ClientId]!))
        {
            await RefuseAsync(context, OidcConstants.TokenErrors.InvalidGrant, "The refresh token is unknown, expired, or another client's.");
            return;
        }
        if (!IsSameResource(form, refresh.Resource))
        {
            await RefuseAsync(context, OidcConstants.TokenErrors.InvalidTarget, "The refresh token is for another resource.");
            return;
        }
        if (ScopePolicy.Narrow(form[OidcConstants.TokenRequest.Scope], refresh.Scopes) is not { } asked)
        {
            await RefuseAsync(context, OidcConstants.TokenErrors.InvalidScope, "A scope was not granted before.");
            return;
        }
        // The provider may have granted less than was asked for, and would refuse to hear of the rest again.
        var fewer = asked.Count < refresh.Scopes.Count ? asked : null;
        var answer = await upstream.RefreshAsync(refresh.UpstreamRefreshToken, fewer, context.RequestAborted);
        await AnswerAsync(context, answer, asked, refreshToken => new RefreshEnvelope
        {
            ClientBinding = refresh.ClientBinding,
            UpstreamRefreshToken = refreshToken,
            Scopes = refresh.Scopes,
            Resource = refresh.Resource,
        });
    }

    // A client of the revision 2025-03-26 names no resource; one that does must stay with it.
    private static bool IsSameResource(RequestParameters form, string? granted) =>
        form[OidcConstants.TokenRequest.Resource] is not { } asked || granted is null || McpResources.AreSame(asked, granted);

    private Task AnswerAsync(
        HttpContext context, UpstreamAnswer answer, IReadOnlyList<string> asked, Func<string, RefreshEnvelope> refreshWith)
    {
        if (answer.Tokens is not { } tokens)
            return answer.Failure switch
            {
                UpstreamFailure.InvalidGrant => RefuseAsync(context, OidcConstants.TokenErrors.InvalidGrant,
                    "The identity provider says that the code or refresh token is used up, expired or revoked."),
                UpstreamFailure.InvalidScope => RefuseAsync(context, OidcConstants.TokenErrors.InvalidScope,
                    "The identity provider refused a scope."),
                UpstreamFailure.WrongAudience => RefuseAsync(context, OidcConstants.AuthorizeErrors.ServerError,
                    "The identity provider issued a token that is not for this API. Its operator finds the reason in the log.", StatusCodes.Status502BadGateway),
                _ => RefuseAsync(context, OidcConstants.AuthorizeErrors.TemporarilyUnavailable,
                    "The identity provider cannot be used at the moment.", StatusCodes.Status502BadGateway),
            };
        var body = new JsonObject
        {
            [OidcConstants.TokenResponse.AccessToken] = tokens.AccessToken,
            [OidcConstants.TokenResponse.TokenType] = OidcConstants.TokenResponse.BearerTokenType,
        };
        var granted = tokens.Scope is { } upstreamScope ? scopes.FromUpstream(upstreamScope) : string.Join(' ', asked);
        if (granted.Length > 0)
            body[OidcConstants.TokenResponse.Scope] = granted;
        if (tokens.ExpiresIn > 0)
            body[OidcConstants.TokenResponse.ExpiresIn] = tokens.ExpiresIn;
        if (tokens.RefreshToken is { } refreshToken)
            body[OidcConstants.TokenResponse.RefreshToken] = sealer.Seal(refreshWith(refreshToken), options.Value.RefreshTokenLifetime);
        return OAuthJson.WriteSecretAsync(context, StatusCodes.Status200OK, body);
    }

    private Task RefuseAsync(HttpContext context, string error, string description, int status = StatusCodes.Status400BadRequest)
    {
        logger.LogInformation("Refused a token request: {Error}, {Reason}", error, description);
        return OAuthJson.WriteErrorAsync(context, status, error, description);
    }
}
