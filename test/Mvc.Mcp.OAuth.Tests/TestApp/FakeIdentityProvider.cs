using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mvc.Mcp.OAuth.Tests.TestApp;

/// <summary>
/// An identity provider in memory with one registered client: codes that work once and only with PKCE, rotating refresh
/// tokens, signed access tokens. It remembers what it was asked, and can be told to misbehave.
/// </summary>
public sealed class FakeIdentityProvider : HttpMessageHandler
{
    public const string Issuer = "https://login.example.com";
    public const string DiscoveryAddress = Issuer + "/.well-known/openid-configuration";
    public const string ClientId = "registered-at-the-provider";
    public const string ClientSecret = "the-secret-that-must-not-leak-4711";
    public const string Audience = "api://shop";

    public static readonly SecurityKey Key = new RsaSecurityKey(RSA.Create(2048)) { KeyId = "test" };

    private static readonly SigningCredentials _signing = new(Key, SecurityAlgorithms.RsaSha256);
    private static readonly JsonWebTokenHandler _tokens = new();

    private readonly Dictionary<string, Dictionary<string, string>> _codes = [];
    private readonly Dictionary<string, string> _refreshTokens = [];

    private int _counter;

    /// <summary>The forms posted to the token endpoint, in order.</summary>
    public List<Dictionary<string, string>> TokenRequests { get; } = [];

    /// <summary>The access tokens that it gave out.</summary>
    public HashSet<string> AccessTokens { get; } = [];

    public int DiscoveryRequests { get; private set; }

    /// <summary>
    /// Its client's secret, and every refresh and id token that it gave out, to look for where none may be. Codes are not
    /// among them: they stand in addresses, which the server itself may log, and are worthless without the secret.
    /// </summary>
    public List<string> Secrets { get; } = [ClientSecret];

    public bool NamesItself { get; set; } = true;

    public string TokenAudience { get; set; } = Audience;

    /// <summary>Replaces the access token.</summary>
    public Func<string, string> AccessToken { get; set; } = token => token;

    /// <summary>Answers the token endpoint in the provider's place.</summary>
    public Func<CancellationToken, Task<HttpResponseMessage>>? TokenEndpoint { get; set; }

    /// <summary>Answers the discovery document in the provider's place.</summary>
    public Func<HttpResponseMessage>? Discovery { get; set; }

    public bool IssuesRefreshTokens { get; set; } = true;

    /// <summary>Whether a refresh token is replaced when it is used; otherwise it goes on being good, and is not sent again.</summary>
    public bool RotatesRefreshTokens { get; set; } = true;

    /// <summary>Whether a code can be redeemed again and again.</summary>
    public bool CodesWorkAgain { get; set; }

    /// <summary>How long its refresh tokens are at least.</summary>
    public int RefreshTokenLength { get; set; }

    /// <summary>What it puts into every token besides what was asked for, as providers do that remember earlier consents.</summary>
    public string? GrantsBesides { get; set; }

    /// <summary>Further audiences of its tokens.</summary>
    public string[] FurtherAudiences { get; set; } = [];

    /// <summary>The scopes that its discovery document lists.</summary>
    public string[] Scopes { get; set; } = ["openid"];

    /// <summary>Answers who the user is; without, nobody.</summary>
    public JsonObject? User { get; set; }

    /// <summary>The refresh tokens that it took back.</summary>
    public List<string> Revoked { get; } = [];

    /// <summary>Clients that are registered at it besides, with their secrets.</summary>
    public Dictionary<string, string> Machines { get; } = [];

    /// <summary>What a browser does at the provider's authorization endpoint: sign in, and follow the way back.</summary>
    public Uri SignIn(Uri address, string? issuer = Issuer)
    {
        var query = QueryHelpers.ParseQuery(address.Query).ToDictionary(p => p.Key, p => p.Value.ToString());
        var code = Create("upstream-code");
        _codes[code] = query;
        var parameters = new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] };
        if (issuer is not null)
            parameters["iss"] = issuer;
        return new Uri(QueryHelpers.AddQueryString(query["redirect_uri"], parameters));
    }

    public static Uri Refuse(Uri address, string error)
    {
        var query = QueryHelpers.ParseQuery(address.Query).ToDictionary(p => p.Key, p => p.Value.ToString());
        return new Uri(QueryHelpers.AddQueryString(query["redirect_uri"], new Dictionary<string, string?>
        {
            ["error"] = error,
            ["error_description"] = "internal detail of the provider",
            ["state"] = query["state"],
            ["iss"] = Issuer,
        }));
    }

    /// <summary>An identity assertion of this provider, with changes.</summary>
    public static string Assert(string audience, string resource, string scope, string clientId, Action<SecurityTokenDescriptor>? change = null)
    {
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            TokenType = "oauth-id-jag+jwt",
            Claims = new Dictionary<string, object>
            {
                ["sub"] = "alice", ["name"] = "Alice", ["jti"] = Guid.NewGuid().ToString(),
                ["client_id"] = clientId, ["resource"] = resource, ["scope"] = scope,
            },
            Expires = DateTime.UtcNow.AddMinutes(5),
            SigningCredentials = _signing,
        };
        change?.Invoke(token);
        return _tokens.CreateToken(token);
    }

    /// <summary>Ends every refresh token, as when an account is closed.</summary>
    public void EndSessions() => _refreshTokens.Clear();

    public static string CreateToken(string audience, string scope) => CreateToken([audience], scope);

    private static string CreateToken(string[] audiences, string scope) => _tokens.CreateToken(Described(audiences, new()
    {
        Issuer = Issuer,
        Subject = new ClaimsIdentity([new("sub", "alice"), new("scope", scope), new("jti", Guid.NewGuid().ToString())]),
        Expires = DateTime.UtcNow.AddMinutes(10),
        SigningCredentials = _signing,
    }));

    private static SecurityTokenDescriptor Described(string[] audiences, SecurityTokenDescriptor token)
    {
        foreach (var audience in audiences)
            token.Audiences.Add(audience);
        return token;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsoluteUri == DiscoveryAddress)
        {
            DiscoveryRequests++;
            return Discovery?.Invoke() ?? Json(HttpStatusCode.OK, new JsonObject
            {
                ["issuer"] = Issuer,
                ["authorization_endpoint"] = Issuer + "/authorize",
                ["token_endpoint"] = Issuer + "/token",
                ["jwks_uri"] = Issuer + "/keys",
                ["userinfo_endpoint"] = Issuer + "/userinfo",
                ["revocation_endpoint"] = Issuer + "/revoke",
                ["scopes_supported"] = new JsonArray([.. Scopes.Select(scope => JsonValue.Create(scope))]),
                ["authorization_response_iss_parameter_supported"] = NamesItself,
            });
        }
        if (request.RequestUri.AbsoluteUri == Issuer + "/keys")
        {
            var key = JsonWebKeyConverter.ConvertFromSecurityKey(Key);
            return Json(HttpStatusCode.OK, new JsonObject
            {
                ["keys"] = new JsonArray(new JsonObject { ["kty"] = key.Kty, ["kid"] = key.Kid, ["n"] = key.N, ["e"] = key.E, ["use"] = "sig" }),
            });
        }
        if (request.RequestUri.AbsoluteUri == Issuer + "/userinfo")
        {
            return User is not null && request.Headers.Authorization?.Parameter is { } token && AccessTokens.Contains(token)
                ? Json(HttpStatusCode.OK, User.DeepClone())
                : new HttpResponseMessage(HttpStatusCode.Unauthorized);
        }
        if (request.RequestUri.AbsoluteUri == Issuer + "/revoke")
        {
            var revoked = QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(cancellationToken))["token"].ToString();
            Revoked.Add(revoked);
            _refreshTokens.Remove(revoked);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
        if (request.RequestUri.AbsoluteUri != Issuer + "/token")
            return new HttpResponseMessage(HttpStatusCode.NotFound);
        var form = QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(cancellationToken))
            .ToDictionary(p => p.Key, p => p.Value.ToString());
        form["authorization"] = request.Headers.Authorization?.ToString() ?? "";
        TokenRequests.Add(form);
        return TokenEndpoint is not null ? await TokenEndpoint(cancellationToken) : Answer(form);
    }

    private HttpResponseMessage Answer(Dictionary<string, string> form)
    {
        if (form["grant_type"] == "urn:ietf:params:oauth:grant-type:token-exchange")
        {
            return Json(HttpStatusCode.OK, new JsonObject
            {
                ["access_token"] = Assert(form["audience"], form["resource"], form.GetValueOrDefault("scope", ""), form["client_id"]),
                ["issued_token_type"] = "urn:ietf:params:oauth:token-type:id-jag",
                ["token_type"] = "N_A",
            });
        }
        if (form["grant_type"] == "client_credentials")
            return IsMachine(form) ? Issue(form.GetValueOrDefault("scope", ""), withRefreshToken: false) : Json(HttpStatusCode.Unauthorized, new JsonObject { ["error"] = "invalid_client" });
        if (!IsAuthenticated(form))
            return Json(HttpStatusCode.Unauthorized, new JsonObject { ["error"] = "invalid_client" });
        if (form["grant_type"] == "refresh_token")
            return Refresh(form["refresh_token"], form.GetValueOrDefault("scope"));
        return (CodesWorkAgain ? _codes.TryGetValue(form["code"], out var request) : _codes.Remove(form["code"], out request)) &&
            request["redirect_uri"] == form["redirect_uri"] &&
            request["code_challenge"] == Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"])))
            ? Issue(request.GetValueOrDefault("scope", "").Replace("offline_access", "", StringComparison.Ordinal).Trim(), nonce: request.GetValueOrDefault("nonce"))
            : Refused("invalid_grant");
    }

    private HttpResponseMessage Refresh(string refreshToken, string? scope)
    {
        if (!_refreshTokens.TryGetValue(refreshToken, out var granted))
            return Refused("invalid_grant");
        if (!RotatesRefreshTokens)
            return Issue(scope ?? granted, withRefreshToken: false);
        _refreshTokens.Remove(refreshToken);
        return scope is null || scope.Split(' ').All(granted.Split(' ').Contains) ? Issue(scope ?? granted) : Refused("invalid_scope");
    }

    private static bool IsAuthenticated(Dictionary<string, string> form) =>
        form["authorization"] == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}")) ||
        (form.GetValueOrDefault("client_id") == ClientId && form.GetValueOrDefault("client_secret") == ClientSecret);

    private bool IsMachine(Dictionary<string, string> form) => Machines.Any(machine =>
        form["authorization"] == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{machine.Key}:{machine.Value}")) ||
        (form.GetValueOrDefault("client_id") == machine.Key && form.GetValueOrDefault("client_secret") == machine.Value));

    private HttpResponseMessage Issue(string asked, bool withRefreshToken = true, string? nonce = null)
    {
        var scope = $"{asked} {GrantsBesides}".Trim();
        var accessToken = AccessToken(CreateToken([TokenAudience, .. FurtherAudiences], scope));
        AccessTokens.Add(accessToken);
        var body = new JsonObject
        {
            ["access_token"] = accessToken,
            ["token_type"] = "Bearer",
            ["expires_in"] = 600,
            ["scope"] = scope,
            ["id_token"] = CreateIdToken(nonce),
        };
        if (IssuesRefreshTokens && withRefreshToken)
        {
            var refreshToken = Secret("upstream-refresh").PadRight(RefreshTokenLength, 'x');
            _refreshTokens[refreshToken] = scope;
            body["refresh_token"] = refreshToken;
        }
        return Json(HttpStatusCode.OK, body);
    }

    private string CreateIdToken(string? nonce)
    {
        var claims = new Dictionary<string, object> { ["sub"] = "alice", ["name"] = "Alice", ["roles"] = "manager", ["scope"] = "shop.admin", ["jti"] = Create("id-token") };
        if (nonce is not null)
            claims["nonce"] = nonce;
        var token = _tokens.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer, Audience = ClientId, Claims = claims, Expires = DateTime.UtcNow.AddMinutes(5), SigningCredentials = _signing,
        });
        Secrets.Add(token);
        return token;
    }

    private string Secret(string kind)
    {
        var secret = Create(kind);
        Secrets.Add(secret);
        return secret;
    }

    private string Create(string kind) => $"{kind}-{Interlocked.Increment(ref _counter)}-{Guid.NewGuid():N}";

    private static HttpResponseMessage Refused(string error) => Json(HttpStatusCode.BadRequest, new JsonObject { ["error"] = error });

    public static HttpResponseMessage Json(HttpStatusCode status, JsonNode body) =>
        new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
}
