using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mvc.Mcp.OAuth.Tests.Providers;

/// <summary>
/// An identity provider in memory under a public one's addresses. It refuses what that one's documentation says it refuses,
/// and answers in the form that the documentation shows. Nobody has compared it with the real one.
/// </summary>
internal abstract class PublicProvider : HttpMessageHandler
{
    public const string ClientId = "the-registered-client";
    public const string ClientSecret = "the-secret-of-the-registered-client";

    public static readonly SecurityKey Key = new RsaSecurityKey(RSA.Create(2048)) { KeyId = "key" };

    private readonly Dictionary<string, Dictionary<string, string>> _codes = [];
    private readonly Dictionary<string, string> _refreshTokens = [];
    private readonly Dictionary<string, string> _accessTokens = [];
    private int _counter;

    public abstract string Issuer { get; }

    public abstract string AuthorizationEndpoint { get; }

    public abstract string TokenEndpoint { get; }

    public abstract string UserInfoEndpoint { get; }

    public virtual string? RevocationEndpoint => null;

    /// <summary>Where its discovery document is; null where it has none.</summary>
    public virtual string? DiscoveryAddress => Issuer.TrimEnd('/') + "/.well-known/openid-configuration";

    /// <summary>What its document says besides issuer and endpoints.</summary>
    protected virtual JsonObject Metadata => [];

    protected virtual bool TakesBasic => true;

    protected virtual bool TakesPost => true;

    protected virtual bool Rotates => true;

    /// <summary>The refresh tokens that it took back.</summary>
    public List<string> Revoked { get; } = [];

    /// <summary>The scopes that were asked for last.</summary>
    public string AskedScope { get; private set; } = "";

    /// <summary>Signs in and consents; refuses in the way of the provider's page, which is not to send the browser back.</summary>
    public Uri SignIn(Uri address)
    {
        address.GetLeftPart(UriPartial.Path).Should().Be(AuthorizationEndpoint);
        var query = QueryHelpers.ParseQuery(address.Query).ToDictionary(p => p.Key, p => p.Value.ToString());
        query["client_id"].Should().Be(ClientId);
        query["response_type"].Should().Be("code");
        AskedScope = query.GetValueOrDefault("scope", "");
        ObjectionTo(query).Should().BeNull("the provider would show an error");
        var code = $"code-{++_counter}";
        _codes[code] = query;
        return new Uri(QueryHelpers.AddQueryString(query["redirect_uri"], Answer(code, query["state"])));
    }

    /// <summary>Why the provider would refuse an authorization request, or null.</summary>
    public abstract string? ObjectionTo(IReadOnlyDictionary<string, string> request);

    /// <summary>What it sends the browser back with.</summary>
    protected virtual Dictionary<string, string?> Answer(string code, string state) => new() { ["code"] = code, ["state"] = state };

    /// <summary>Whether these scopes, or these parameters, bring a refresh token.</summary>
    protected abstract bool GivesRefreshToken(IReadOnlyDictionary<string, string> request);

    /// <summary>An access token for what an authorization request asked for.</summary>
    protected abstract string CreateAccessToken(IReadOnlyDictionary<string, string> request);

    /// <summary>The scope that stands beside the token.</summary>
    protected virtual string? ScopeOf(IReadOnlyDictionary<string, string> request) => request.GetValueOrDefault("scope");

    /// <summary>Who signed in, as its user information endpoint says.</summary>
    protected abstract JsonObject User { get; }

    protected virtual bool AnswersUserInfo(HttpRequestMessage request) => true;

    protected virtual HttpResponseMessage Refuse(string error) => Json(HttpStatusCode.BadRequest, new JsonObject { ["error"] = error });

    /// <summary>Why the token endpoint would refuse a request, or null.</summary>
    protected virtual string? ObjectionToToken(IReadOnlyDictionary<string, string> form) => null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.AbsoluteUri;
        if (address == DiscoveryAddress)
            return Json(HttpStatusCode.OK, Document());
        if (address == UserInfoEndpoint)
        {
            return AnswersUserInfo(request) && request.Headers.Authorization is { Scheme: "Bearer", Parameter: { } token } && _accessTokens.ContainsKey(token)
                ? Json(HttpStatusCode.OK, User)
                : new HttpResponseMessage(HttpStatusCode.Forbidden);
        }
        if (address != TokenEndpoint && address != RevocationEndpoint)
            return new HttpResponseMessage(HttpStatusCode.NotFound);
        var form = QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(cancellationToken)).ToDictionary(p => p.Key, p => p.Value.ToString());
        if (!IsAuthenticated(request, form))
            return Json(HttpStatusCode.Unauthorized, new JsonObject { ["error"] = "invalid_client" });
        if (address == RevocationEndpoint)
        {
            Revoked.Add(form["token"]);
            _refreshTokens.Remove(form["token"]);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
        return Present(request, Redeem(form));
    }

    /// <summary>Gives an answer the form that the request asks for.</summary>
    protected virtual HttpResponseMessage Present(HttpRequestMessage request, HttpResponseMessage response) => response;

    private HttpResponseMessage Redeem(Dictionary<string, string> form)
    {
        if (ObjectionToToken(form) is { } objection)
            return Refuse(objection);
        if (form["grant_type"] == "refresh_token")
        {
            if (!_refreshTokens.TryGetValue(form["refresh_token"], out var code))
                return Refuse("invalid_grant");
            if (Rotates)
                _refreshTokens.Remove(form["refresh_token"]);
            return Issue(code, withRefreshToken: Rotates);
        }
        return _codes.TryGetValue(form["code"], out var request) &&
            form["redirect_uri"] == request["redirect_uri"] &&
            Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]))) == request["code_challenge"]
            ? Issue(form["code"], GivesRefreshToken(request))
            : Refuse("invalid_grant");
    }

    private HttpResponseMessage Issue(string code, bool withRefreshToken)
    {
        var request = _codes[code];
        var accessToken = CreateAccessToken(request);
        _accessTokens[accessToken] = code;
        var answer = new JsonObject { ["access_token"] = accessToken, ["token_type"] = "Bearer", ["expires_in"] = 3600 };
        if (ScopeOf(request) is { } scope)
            answer["scope"] = scope;
        if (withRefreshToken)
            _refreshTokens[(string)(answer["refresh_token"] = $"refresh-{++_counter}")!] = code;
        return Json(HttpStatusCode.OK, Finish(answer));
    }

    /// <summary>Changes an answer with tokens where the provider's looks different.</summary>
    protected virtual JsonObject Finish(JsonObject answer) => answer;

    private bool IsAuthenticated(HttpRequestMessage request, Dictionary<string, string> form) =>
        (TakesBasic && request.Headers.Authorization?.ToString() == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"))) ||
        (TakesPost && form.GetValueOrDefault("client_id") == ClientId && form.GetValueOrDefault("client_secret") == ClientSecret);

    private JsonObject Document()
    {
        var document = new JsonObject
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = AuthorizationEndpoint,
            ["token_endpoint"] = TokenEndpoint,
            ["userinfo_endpoint"] = UserInfoEndpoint,
            ["jwks_uri"] = Issuer.TrimEnd('/') + "/keys",
            ["response_types_supported"] = new JsonArray("code"),
        };
        if (RevocationEndpoint is not null)
            document["revocation_endpoint"] = RevocationEndpoint;
        foreach (var (name, value) in Metadata)
            document[name] = value?.DeepClone();
        return document;
    }

    protected string NextId() => $"{++_counter}";

    protected static string[] Split(string scopes) => scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    protected string Sign(Dictionary<string, object> claims)
    {
        claims["iss"] = Issuer;
        claims["jti"] = NextId();
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims, Expires = DateTime.UtcNow.AddHours(1), SigningCredentials = new(Key, SecurityAlgorithms.RsaSha256),
        });
    }

    protected static HttpResponseMessage Json(HttpStatusCode status, JsonObject body) =>
        new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
}
