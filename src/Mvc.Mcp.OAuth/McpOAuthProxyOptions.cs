using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mvc.Mcp.OAuth;

/// <summary>
/// Settings of the OAuth proxy, which stands between MCP clients and whatever signs users in. With
/// <see cref="Audience"/>, clients get the identity provider's own access tokens for this API (pass-through); with
/// <see cref="SignInScheme"/>, or with a provider and no <see cref="Audience"/>, tokens of this application. Everything but <see cref="Metadata"/> can be bound
/// from configuration. Wrong or missing settings stop the start of the application.
/// </summary>
public sealed partial class McpOAuthProxyOptions
{
    /// <summary>The configuration section that the documentation and the samples use.</summary>
    public const string SectionName = "Mcp:OAuth";

    /// <summary>
    /// The address under which MCP clients and browsers reach this application, such as <c>https://shop.example.com</c>;
    /// with its path base where it has one, such as <c>https://example.com/shop</c>. It is the proxy's issuer (RFC 8414
    /// section 2). Required; https, or http on a loopback address.
    /// </summary>
    public Uri? PublicOrigin { get; set; }

    /// <summary>Where the proxy's own endpoints begin: a path, or nothing. Default: <c>/oauth</c>.</summary>
    public string PathPrefix { get; set; } = "/oauth";

    /// <summary>
    /// Where the authorization server metadata is served. Default: <c>/.well-known/oauth-authorization-server</c>, which
    /// clients ask for (RFC 8414 section 3); another path only serves a front end that rewrites paths.
    /// </summary>
    public string MetadataPath { get; set; } = "/.well-known/oauth-authorization-server";

    /// <summary>
    /// The identity provider's discovery document, such as
    /// <c>https://login.example.com/.well-known/openid-configuration</c>. Required unless
    /// <see cref="UpstreamIssuer"/>, <see cref="AuthorizationEndpoint"/> and <see cref="TokenEndpoint"/> are all set.
    /// </summary>
    public Uri? MetadataAddress { get; set; }

    /// <summary>
    /// The identity provider's issuer. Where <see cref="MetadataAddress"/> is set too, the discovered document must name
    /// exactly this issuer.
    /// </summary>
    public string? UpstreamIssuer { get; set; }

    /// <summary>The identity provider's authorization endpoint, where there is no <see cref="MetadataAddress"/>.</summary>
    public Uri? AuthorizationEndpoint { get; set; }

    /// <summary>The identity provider's token endpoint, where there is no <see cref="MetadataAddress"/>.</summary>
    public Uri? TokenEndpoint { get; set; }

    /// <summary>
    /// The client that the operator registered at the identity provider. Required, unless <see cref="SignInScheme"/> signs in.
    /// </summary>
    public string? ClientId { get; set; }

    /// <summary>
    /// The secret of that client. Required unless <see cref="ClientAuthentication"/> is
    /// <see cref="UpstreamClientAuthentication.None"/>. It is sent to the token endpoint alone, and is never logged,
    /// shown or serialized.
    /// </summary>
    [JsonIgnore]
    public string? ClientSecret { get; set; }

    /// <summary>How the secret is sent. Default: <see cref="UpstreamClientAuthentication.Basic"/>.</summary>
    public UpstreamClientAuthentication ClientAuthentication { get; set; } = UpstreamClientAuthentication.Basic;

    /// <summary>
    /// The audience of this API: what the identity provider writes into the <c>aud</c> claim of an access token for it. A
    /// token for anything else, or one that is not a JWT, is never handed to a client. Leave it out where the provider
    /// issues no tokens for this API: clients then get tokens of this application.
    /// </summary>
    public string? Audience { get; set; }

    /// <summary>
    /// What else may stand in the <c>aud</c> claim beside <see cref="Audience"/>. A token for an API that is in neither is
    /// never handed to a client, which could use it there. Default: none.
    /// </summary>
    public IList<string> AllowedAudiences { get; } = [];

    /// <summary>
    /// The parameter that names <see cref="Audience"/> to the identity provider. Default:
    /// <see cref="UpstreamAudienceParameter.None"/>.
    /// </summary>
    public UpstreamAudienceParameter AudienceParameter { get; set; } = UpstreamAudienceParameter.None;

    /// <summary>The scopes of a client that asks for none.</summary>
    public IList<string> DefaultScopes { get; } = [];

    /// <summary>The scopes that are asked for in any case.</summary>
    public IList<string> RequiredScopes { get; } = [];

    /// <summary>
    /// The further scopes that a client may ask for. Anything else it asks for is left out, except for the default and
    /// required scopes, and <c>offline_access</c> where <see cref="AllowOfflineAccess"/> says so.
    /// </summary>
    public IList<string> AllowedScopes { get; } = [];

    /// <summary>
    /// Whether a client may get refresh tokens. The identity provider is asked for <c>offline_access</c> where its
    /// discovery document lists that scope and the client can refresh. Default: <see langword="true"/>.
    /// </summary>
    public bool AllowOfflineAccess { get; set; } = true;

    /// <summary>
    /// What a scope is called at the identity provider where that differs, such as <c>orders.read</c> to
    /// <c>api://shop/orders.read</c> in Entra ID.
    /// </summary>
    public IDictionary<string, string> UpstreamScopes { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Further parameters of the authorization request to the identity provider, such as <c>connection</c>.</summary>
    public IDictionary<string, string> AdditionalAuthorizationParameters { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Further parameters of the token requests to the identity provider, such as <c>scope</c>, which Entra ID asks for.
    /// </summary>
    public IDictionary<string, string> AdditionalTokenParameters { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The redirect URIs of hosted clients and custom schemes, each compared character by character. An application's own
    /// scheme may be listed with every path below one, such as <c>editor://extension/*</c>. Loopback addresses (RFC 8252
    /// section 7.3) need no entry.
    /// </summary>
    public IList<string> AllowedRedirectUris { get; } = [];

    /// <summary>
    /// Whether the published redirect URIs of Claude, ChatGPT, VS Code and Cursor are allowed too; the documentation lists
    /// them. Default: <see langword="false"/>.
    /// </summary>
    public bool AllowKnownClients { get; set; }

    /// <summary>
    /// Whether a client's identifier may be the https address of a document about it (OAuth Client ID Metadata Document),
    /// which is then read from there. Default: <see langword="true"/>.
    /// </summary>
    public bool AllowClientDocuments { get; set; } = true;

    /// <summary>The only hosts whose client ID metadata documents are accepted. Default: any public host.</summary>
    public IList<string> AllowedClientHosts { get; } = [];

    /// <summary>How long the consent page may stay open. Default: 10 minutes.</summary>
    public TimeSpan ConsentLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the user may take at the identity provider. Default: 10 minutes.</summary>
    public TimeSpan SignInLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an authorization code is good for. Default: 60 seconds.</summary>
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a refresh token is good for at most; each is used once, and the identity provider may end it sooner.
    /// Default: 90 days.
    /// </summary>
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// For how long after its first use a refresh token is answered again, with the same tokens: clients that call several
    /// tools at once refresh several times at once. Later, or where this is zero, a second use ends all tokens of the
    /// consent. Default: 10 seconds.
    /// </summary>
    public TimeSpan RefreshTokenLeeway { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one call to the identity provider may take. Default: 10 seconds.</summary>
    public TimeSpan UpstreamTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>What the consent page shows beside the client's request.</summary>
    public ConsentPageOptions ConsentPage { get; } = new();

    /// <summary>
    /// A whole authorization server metadata document (RFC 8414) that is served instead of the proxy's own. None of the
    /// proxy's endpoints is then mapped, and of these settings only <see cref="PublicOrigin"/>,
    /// <see cref="MetadataPath"/> and the scopes count. Its <c>issuer</c> must be the public origin, or clients refuse it.
    /// </summary>
    [JsonIgnore]
    public JsonObject? Metadata { get; set; }

    /// <summary>The public origin as an issuer identifier, without a trailing slash.</summary>
    internal string Issuer => PublicOrigin!.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>The path base under which clients see this application; empty where it has none.</summary>
    internal string PublicPathBase => PublicOrigin!.AbsolutePath.TrimEnd('/');

    /// <summary>The address of one of the proxy's endpoints as clients and browsers see it.</summary>
    internal string Address(string endpoint) => Issuer + PathPrefix + endpoint;

    /// <summary>Whether browsers reach this application over TLS, which decides the cookies' attributes.</summary>
    internal bool IsHttps => PublicOrigin!.Scheme == Uri.UriSchemeHttps;
}
