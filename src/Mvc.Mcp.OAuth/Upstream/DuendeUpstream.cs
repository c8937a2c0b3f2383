using Duende.IdentityModel;
using Duende.IdentityModel.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy;

namespace Mvc.Mcp.OAuth.Upstream;

/// <summary>The identity provider by way of Duende.IdentityModel.</summary>
internal sealed class DuendeUpstream(
    IOptions<McpOAuthProxyOptions> options,
    Discovery discovery,
    ScopePolicy scopes,
    AudienceCheck audience,
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
        parameters.AddOptional(OidcConstants.AuthorizeRequest.Scope, scopes.ToUpstream(request.Scopes));
        parameters.AddOptional(OidcConstants.AuthorizeRequest.Prompt, PassedOn(request.Prompt));
        AddAudience(parameters);
        foreach (var (name, value) in settings.AdditionalAuthorizationParameters)
            parameters.Add(name, value, ParameterReplaceBehavior.All);
        return new RequestUrl(server.AuthorizationEndpoint).Create(parameters);
    }

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

    private async Task<UpstreamAnswer> AskAsync<TRequest>(
        TRequest request, Func<HttpClient, TRequest, CancellationToken, Task<TokenResponse>> send, CancellationToken cancellationToken)
        where TRequest : TokenRequest
    {
        try
        {
            var settings = options.Value;
            request.Address = (await discovery.DescribeAsync(cancellationToken)).TokenEndpoint;
            request.ClientId = settings.ClientId!;
            request.ClientSecret = settings.ClientAuthentication == UpstreamClientAuthentication.None ? null : settings.ClientSecret;
            request.ClientCredentialStyle = settings.ClientAuthentication == UpstreamClientAuthentication.Basic
                ? ClientCredentialStyle.AuthorizationHeader
                : ClientCredentialStyle.PostBody;
            AddAudience(request.Parameters);
            using var client = clients.CreateClient(HttpClientName);
            return Judge(await send(client, request, cancellationToken));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Down, too slow, or an answer that breaks its reader: the client is told the same.
            logger.LogError(e, "The identity provider cannot be used");
            return UpstreamAnswer.Of(UpstreamFailure.Unavailable);
        }
    }

    private UpstreamAnswer Judge(TokenResponse response)
    {
        if (response.IsError)
            return UpstreamAnswer.Of(FailureOf(response));
        if (response.Json is not { ValueKind: System.Text.Json.JsonValueKind.Object }
            || response.AccessToken is not { Length: > 0 } accessToken
            || !string.Equals(response.TokenType, OidcConstants.TokenResponse.BearerTokenType, StringComparison.OrdinalIgnoreCase))
        {
            logger.LogError("The identity provider's token endpoint answered without a bearer token");
            return UpstreamAnswer.Of(UpstreamFailure.Unavailable);
        }
        if (!audience.IsForThisApi(accessToken))
            return UpstreamAnswer.Of(UpstreamFailure.WrongAudience);
        return UpstreamAnswer.Of(new UpstreamTokens
        {
            AccessToken = accessToken,
            RefreshToken = response.RefreshToken,
            ExpiresIn = response.ExpiresIn,
            Scope = response.Scope,
        });
    }

    private UpstreamFailure FailureOf(TokenResponse response)
    {
        if (response is { ErrorType: ResponseErrorType.Protocol, Error: OidcConstants.TokenErrors.InvalidGrant })
            return UpstreamFailure.InvalidGrant;
        if (response is { ErrorType: ResponseErrorType.Protocol, Error: OidcConstants.TokenErrors.InvalidScope })
            return UpstreamFailure.InvalidScope;
        // The error is a word of the protocol or a status; descriptions may repeat what was sent, and stay unlogged.
        logger.LogError(response.Exception, "The identity provider's token endpoint failed: {ErrorType} {Status}",
            response.ErrorType, (int)response.HttpStatusCode);
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
}
