using System.Security.Claims;
using Duende.IdentityModel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Mvc.Mcp.OAuth.Resource;
using Mvc.Mcp.OAuth.Upstream;

namespace Mvc.Mcp.OAuth.Tokens;

/// <summary>
/// Checks identity assertions (ID-JAG): signed by a trusted issuer's published key, of the type for this use alone, meant
/// for this server, and current.
/// </summary>
internal sealed partial class IdentityAssertions
{
    private const string TokenType = "oauth-id-jag+jwt";

    // Never a shared key, nor none: an issuer's published keys are public.
    private static readonly string[] _algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly TimeSpan _clockSkew = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly Dictionary<string, ConfigurationManager<OpenIdConnectConfiguration>> _issuers = new(StringComparer.Ordinal);
    private readonly McpOAuthProxyOptions _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<IdentityAssertions> _logger;

    public IdentityAssertions(
        IOptions<McpOAuthProxyOptions> options, IHttpClientFactory clients, TimeProvider time, ILogger<IdentityAssertions> logger)
    {
        _settings = options.Value;
        _time = time;
        _logger = logger;
        foreach (var issuer in _settings.AssertionIssuers)
        {
            _issuers[issuer] = new(
                issuer.TrimEnd('/') + "/.well-known/openid-configuration",
                new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever(clients.CreateClient(DuendeUpstream.HttpClientName)) { RequireHttps = !new Uri(issuer).IsLoopback });
        }
    }

    /// <summary>What the assertion says, or null where it is not to be believed.</summary>
    public async Task<IdentityAssertion?> ReadAsync(string? assertion, CancellationToken cancellationToken)
    {
        if (assertion is null || !_handler.CanReadToken(assertion))
            return null;
        try
        {
            var issuer = _handler.ReadJsonWebToken(assertion).Issuer;
            if (!_issuers.TryGetValue(issuer, out var manager))
                return null;
            var keys = (await manager.GetConfigurationAsync(cancellationToken)).SigningKeys;
            var result = await _handler.ValidateTokenAsync(assertion, new TokenValidationParameters
            {
                ValidIssuer = issuer,
                ValidAudiences = [_settings.Issuer, _settings.Issuer + "/"],
                ValidTypes = [TokenType],
                ValidAlgorithms = _algorithms,
                IssuerSigningKeys = keys,
                LifetimeValidator = (notBefore, expires, _, _) => IsCurrent(notBefore, expires),
            });
            if (result is { IsValid: true, SecurityToken: JsonWebToken token })
                return Describe(token);
            // The message names keys and values, never the assertion.
            LogRefused(issuer, result.Exception?.GetType().Name);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(e);
        }
        return null;
    }

    private bool IsCurrent(DateTime? notBefore, DateTime? expires)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return expires is { } end && end > now - _clockSkew && (notBefore is null || notBefore < now + _clockSkew);
    }

    private IdentityAssertion? Describe(JsonWebToken token)
    {
        var id = token.Id;
        var subject = token.Subject;
        var client = Text(token, JwtClaimTypes.ClientId);
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(subject) || client is null)
            return null;
        var identity = new ClaimsIdentity(
            token.Claims.Where(claim => !_aboutTheToken.Contains(claim.Type)), McpOAuthDefaults.AuthenticationScheme, _settings.UserNameClaim, "roles");
        return new()
        {
            Issuer = token.Issuer,
            Id = id,
            ClientId = client,
            Resource = Text(token, "resource"),
            Scopes = ScopeToken.Split(Text(token, JwtClaimTypes.Scope)),
            Expires = token.ValidTo + _clockSkew,
            User = SignedInUser.Of(new ClaimsPrincipal(identity), McpOAuthDefaults.AuthenticationScheme),
        };
    }

    private static readonly HashSet<string> _aboutTheToken =
        new(["aud", "exp", "nbf", "iat", "jti", "client_id", "resource", "scope"], StringComparer.Ordinal);

    private static string? Text(JsonWebToken token, string name) =>
        token.TryGetPayloadValue<string>(name, out var value) && value.Length > 0 ? value : null;

    [LoggerMessage(1, LogLevel.Warning, "An assertion of {Issuer} was refused: {Reason}.")]
    private partial void LogRefused(string issuer, string? reason);

    [LoggerMessage(2, LogLevel.Error, "An assertion cannot be checked.")]
    private partial void LogFailed(Exception exception);
}
