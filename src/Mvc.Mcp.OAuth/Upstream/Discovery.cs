using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Mvc.Mcp.OAuth.Settings;

namespace Mvc.Mcp.OAuth.Upstream;

/// <summary>
/// Knows the identity provider from the settings or from its discovery document, which is cached and renewed; an older
/// document serves on while a newer one cannot be had.
/// </summary>
internal sealed class Discovery
{
    private readonly McpOAuthProxyOptions _settings;
    private readonly ConfigurationManager<OpenIdConnectConfiguration>? _documents;

    public Discovery(IOptions<McpOAuthProxyOptions> options, IHttpClientFactory clients)
    {
        _settings = options.Value;
        if (_settings.MetadataAddress is { } address)
        {
            _documents = new(
                address.AbsoluteUri,
                new DiscoveryDocumentRetriever(),
                new HttpDocumentRetriever(clients.CreateClient(DuendeUpstream.HttpClientName)) { RequireHttps = !address.IsLoopback });
        }
    }

    public async Task<UpstreamServer> DescribeAsync(CancellationToken cancellationToken) =>
        _documents is null ? FromSettings() : Check(await GetDocumentAsync(_documents, cancellationToken));

    private UpstreamServer FromSettings() => new()
    {
        Issuer = _settings.UpstreamIssuer!,
        AuthorizationEndpoint = _settings.AuthorizationEndpoint!.AbsoluteUri,
        TokenEndpoint = _settings.TokenEndpoint!.AbsoluteUri,
        UserInfoEndpoint = _settings.UserInfoEndpoint?.AbsoluteUri,
    };

    private static async Task<OpenIdConnectConfiguration> GetDocumentAsync(
        ConfigurationManager<OpenIdConnectConfiguration> documents, CancellationToken cancellationToken)
    {
        try
        {
            return await documents.GetConfigurationAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever a broken document breaks in its reader, the client gets a proper answer.
            throw new UpstreamUnavailableException("The identity provider's discovery document cannot be read.", e);
        }
    }

    private UpstreamServer Check(OpenIdConnectConfiguration document)
    {
        if (string.IsNullOrEmpty(document.Issuer))
            throw new UpstreamUnavailableException("The identity provider's discovery document names no issuer.");
        if (_settings.UpstreamIssuer is { } expected && document.Issuer != expected)
            throw new UpstreamUnavailableException($"The identity provider calls itself {document.Issuer}, but UpstreamIssuer is {expected}.");
        return new()
        {
            Issuer = document.Issuer,
            AuthorizationEndpoint = Endpoint(document.AuthorizationEndpoint, "authorization_endpoint"),
            TokenEndpoint = Endpoint(document.TokenEndpoint, "token_endpoint"),
            UserInfoEndpoint = _settings.UserInfoEndpoint?.AbsoluteUri ?? Optional(document.UserInfoEndpoint),
            RevocationEndpoint = Optional(document.RevocationEndpoint),
            ScopesSupported = [.. document.ScopesSupported],
            ClientAuthenticationMethods = [.. document.TokenEndpointAuthMethodsSupported],
            CodeChallengeMethods = [.. document.CodeChallengeMethodsSupported],
            NamesItselfInResponses = document.AuthorizationResponseIssParameterSupported,
        };
    }

    // What only a part of the proxy needs is not missed until then.
    private static string? Optional(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && SafeAddress.Is(uri) ? uri.AbsoluteUri : null;

    private static string Endpoint(string? address, string name) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && SafeAddress.Is(uri)
            ? uri.AbsoluteUri
            : throw new UpstreamUnavailableException($"The identity provider's discovery document names no usable {name}.");
}
