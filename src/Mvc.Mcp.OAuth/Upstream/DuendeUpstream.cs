using System.Net;
using System.Text.Json;
using Duende.IdentityModel;
using Duende.IdentityModel.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy;

namespace Mvc.Mcp.OAuth.Upstream;

/// <summary>The identity provider by way of Duende.IdentityModel.</summary>
internal sealed partial class DuendeUpstream(
    IOptions<McpOAuthProxyOptions> options,
    Discovery discovery,
    ScopePolicy scopes,
    IHttpClientFactory clients,
    ILogger<DuendeUpstream> logger) : IUpstream
{
    public const string HttpClientName = "Mvc.Mcp.OAuth.Upstream";

    // The parameter of Auth0 and others; RFC 8693 uses the word for another purpose.
    private const string AudienceName = OidcConstants.TokenRequest.Audience;

    public Task<UpstreamServer> DescribeAsync(CancellationToken cancellationToken) => discovery.DescribeAsync(cancellationToken);

    public async Task<string> SignInAddressAsync(
        AuthorizationRequest request, string state, string codeChallenge, CancellationToken cancellationToken)
    {
        var server = await discovery.DescribeAsync(cancellationToken);
        var settings = options.Value;
        var parameters = new Parameters
        {
            { OidcConstants.AuthorizeRequest.ClientId, settings.ClientId! },
            { OidcConstants.AuthorizeRequest.ResponseType, OidcConstants.ResponseTypes.Code },
            { OidcConstants.AuthorizeRequest.RedirectUri, settings.Address(ProxyPaths.Callback) },
            { OidcConstants.AuthorizeRequest.State, state },
            { OidcConstants.AuthorizeRequest.CodeChallenge, codeChallenge },
            { OidcConstants.AuthorizeRequest.CodeChallengeMethod, OidcConstants.CodeChallengeMethods.Sha256 },
        };
        parameters.AddOptional(OidcConstants.AuthorizeRequest.Scope, scopes.ToUpstream(ScopesFor(request, server)));
        parameters.AddOptional(OidcConstants.AuthorizeRequest.Prompt, PassedOn(request.Prompt));
        AddAudience(parameters);
        foreach (var (name, value) in settings.AdditionalAuthorizationParameters)
            parameters.Add(name, value, ParameterReplaceBehavior.All);
        return new RequestUrl(server.AuthorizationEndpoint).Create(parameters);
    }

    // Many providers issue refresh tokens for this scope alone, and some refuse it where they do not know it.
    private IReadOnlyList<string> ScopesFor(AuthorizationRequest request, UpstreamServer server) =>
        options.Value.AllowOfflineAccess && request.MayRefresh && server.ScopesSupported.Contains(OidcConstants.StandardScopes.OfflineAccess)
            ? [.. ScopesFor(request).Union([OidcConstants.StandardScopes.OfflineAccess], StringComparer.Ordinal)]
            : ScopesFor(request);

    // The scopes of tokens that are issued here mean nothing to the provider.
    private IReadOnlyList<string> ScopesFor(AuthorizationRequest request) =>
        !options.Value.IssuesOwnTokens ? request.Scopes
        : options.Value.SignInScopes.Count > 0 ? [.. options.Value.SignInScopes]
        : [OidcConstants.StandardScopes.OpenId, OidcConstants.StandardScopes.Profile, OidcConstants.StandardScopes.Email];

    public Task<UpstreamAnswer> RedeemAsync(string code, string codeVerifier, CancellationToken cancellationToken) =>
        AskAsync(new AuthorizationCodeTokenRequest
        {
            Code = code,
            CodeVerifier = codeVerifier,
            RedirectUri = options.Value.Address(ProxyPaths.Callback),
        }, static (client, request, cancel) => client.RequestAuthorizationCodeTokenAsync(request, cancel), cancellationToken);

    public Task<UpstreamAnswer> RefreshAsync(string refreshToken, IReadOnlyList<string>? fewerScopes, CancellationToken cancellationToken) =>
        AskAsync(new RefreshTokenRequest
        {
            RefreshToken = refreshToken,
            Scope = fewerScopes is null ? null : scopes.ToUpstream(fewerScopes),
        }, static (client, request, cancel) => client.RequestRefreshTokenAsync(request, cancel), cancellationToken);

    public Task<UpstreamAnswer> RelayAsync(ClientCredentials credentials, IReadOnlyList<string> asked, CancellationToken cancellationToken) =>
        AskAsync(new ClientCredentialsTokenRequest
        {
            ClientId = credentials.ClientId,
            ClientSecret = credentials.Secret,
            ClientCredentialStyle = credentials.AsBasic ? ClientCredentialStyle.AuthorizationHeader : ClientCredentialStyle.PostBody,
            Scope = asked.Count > 0 ? scopes.ToUpstream(asked) : null,
        }, static (client, request, cancel) => client.RequestClientCredentialsTokenAsync(request, cancel), cancellationToken);

    public async Task<JsonElement?> GetUserAsync(string accessToken, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new UserInfoRequest
            {
                Address = (await discovery.DescribeAsync(cancellationToken)).UserInfoEndpoint,
                Token = accessToken,
            };
            // GitHub refuses whoever does not say what it is.
            request.Headers.UserAgent.Add(new("Mvc.Mcp.OAuth", null));
            using var client = clients.CreateClient(HttpClientName);
            var response = await client.GetUserInfoAsync(request, cancellationToken);
            if (!response.IsError && response.Json is { ValueKind: JsonValueKind.Object } user)
                return user.Clone();
            LogUserInfoRefused(response.ErrorType, (int)response.HttpStatusCode);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogUserInfoFailed(e);
        }
        return null;
    }

    public async Task RevokeAsync(string refreshToken, CancellationToken cancellationToken)
    {
        try
        {
            if ((await discovery.DescribeAsync(cancellationToken)).RevocationEndpoint is not { } address)
                return;
            using var request = new TokenRevocationRequest { Address = address, Token = refreshToken, TokenTypeHint = OidcConstants.TokenTypes.RefreshToken };
            Authenticate(request);
            using var client = clients.CreateClient(HttpClientName);
            var response = await client.RevokeTokenAsync(request, cancellationToken);
            if (response.IsError)
                LogRevocationRefused(response.ErrorType, (int)response.HttpStatusCode);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogRevocationFailed(e);
        }
    }

    private void Authenticate(ProtocolRequest request)
    {
        var settings = options.Value;
        request.ClientId = settings.ClientId!;
        request.ClientSecret = settings.ClientAuthentication == UpstreamClientAuthentication.None ? null : settings.ClientSecret;
        request.ClientCredentialStyle = settings.ClientAuthentication == UpstreamClientAuthentication.Basic
            ? ClientCredentialStyle.AuthorizationHeader
            : ClientCredentialStyle.PostBody;
    }

    private async Task<UpstreamAnswer> AskAsync<TRequest>(
        TRequest request, Func<HttpClient, TRequest, CancellationToken, Task<TokenResponse>> send, CancellationToken cancellationToken)
        where TRequest : TokenRequest
    {
        try
        {
            request.Address = (await discovery.DescribeAsync(cancellationToken)).TokenEndpoint;
            if (request is not ClientCredentialsTokenRequest)
                Authenticate(request);
            AddAudience(request.Parameters);
            foreach (var (name, value) in options.Value.AdditionalTokenParameters)
                request.Parameters.Add(name, value, ParameterReplaceBehavior.All);
            using var client = clients.CreateClient(HttpClientName);
            return Judge(await send(client, request, cancellationToken), isOurClient: request is not ClientCredentialsTokenRequest);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Down, too slow, or an answer that breaks its reader: the client is told the same.
            LogUnusable(e);
            return UpstreamAnswer.Of(UpstreamFailure.Unavailable);
        }
    }

    private UpstreamAnswer Judge(TokenResponse response, bool isOurClient)
    {
        // GitHub's words for a code or refresh token that is used up or expired, which come with the status 200.
        if (response.TryGet(OidcConstants.TokenResponse.Error) is "bad_verification_code" or "bad_refresh_token")
            return UpstreamAnswer.Of(UpstreamFailure.InvalidGrant);
        if (response.IsError)
            return UpstreamAnswer.Of(FailureOf(response, isOurClient));
        if (response.Json is not { ValueKind: JsonValueKind.Object } ||
            response.AccessToken is not { Length: > 0 } accessToken ||
            !string.Equals(response.TokenType, OidcConstants.TokenResponse.BearerTokenType, StringComparison.OrdinalIgnoreCase))
        {
            LogNoBearerToken();
            return UpstreamAnswer.Of(UpstreamFailure.Unavailable);
        }
        return UpstreamAnswer.Of(new UpstreamTokens
        {
            AccessToken = accessToken,
            RefreshToken = response.RefreshToken,
            ExpiresIn = response.ExpiresIn,
            Scope = response.Scope,
        });
    }

    private UpstreamFailure FailureOf(TokenResponse response, bool isOurClient)
    {
        if (response is { ErrorType: ResponseErrorType.Protocol, Error: OidcConstants.TokenErrors.InvalidGrant })
            return UpstreamFailure.InvalidGrant;
        if (response is { ErrorType: ResponseErrorType.Protocol, Error: OidcConstants.TokenErrors.InvalidScope })
            return UpstreamFailure.InvalidScope;
        if (!isOurClient && (response.Error is OidcConstants.TokenErrors.InvalidClient or OidcConstants.TokenErrors.UnauthorizedClient ||
            response.HttpStatusCode == HttpStatusCode.Unauthorized))
        {
            return UpstreamFailure.InvalidClient;
        }
        // The error is a word of the protocol or a status; descriptions may repeat what was sent, and stay unlogged.
        LogTokenEndpointFailed(response.Exception, response.ErrorType, (int)response.HttpStatusCode);
        return UpstreamFailure.Unavailable;
    }

    private void AddAudience(Parameters parameters)
    {
        var settings = options.Value;
        if (settings.AudienceParameter == UpstreamAudienceParameter.Audience)
            parameters.Add(AudienceName, settings.Audience!);
        else if (settings.AudienceParameter == UpstreamAudienceParameter.Resource)
            parameters.Add(OidcConstants.AuthorizeRequest.Resource, settings.Audience!);
    }

    private static string? PassedOn(string? prompt) => prompt is
        OidcConstants.PromptModes.Login or OidcConstants.PromptModes.Consent or OidcConstants.PromptModes.SelectAccount
        ? prompt
        : null;

    [LoggerMessage(1, LogLevel.Error, "The identity provider's user information cannot be had: {ErrorType} {Status}.")]
    private partial void LogUserInfoRefused(ResponseErrorType errorType, int status);

    [LoggerMessage(2, LogLevel.Error, "The identity provider's user information cannot be had.")]
    private partial void LogUserInfoFailed(Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "The identity provider did not take back a refresh token: {ErrorType} {Status}.")]
    private partial void LogRevocationRefused(ResponseErrorType errorType, int status);

    [LoggerMessage(4, LogLevel.Warning, "The identity provider did not take back a refresh token.")]
    private partial void LogRevocationFailed(Exception exception);

    [LoggerMessage(5, LogLevel.Error, "The identity provider cannot be used.")]
    private partial void LogUnusable(Exception exception);

    [LoggerMessage(6, LogLevel.Error, "The identity provider's token endpoint answered without a bearer token.")]
    private partial void LogNoBearerToken();

    [LoggerMessage(7, LogLevel.Error, "The identity provider's token endpoint failed: {ErrorType} {Status}.")]
    private partial void LogTokenEndpointFailed(Exception? exception, ResponseErrorType errorType, int status);
}
