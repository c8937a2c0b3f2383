using System.Net;
using System.Text.Json.Nodes;

namespace Mvc.Mcp.OAuth.Tests.Providers;

// Each as its documentation describes it: shape of the discovery document, what is refused, what tokens look like.

internal sealed class EntraId : PublicProvider
{
    public const string Tenant = "11111111-2222-3333-4444-555555555555";
    public const string Api = "99999999-8888-7777-6666-555555555555";

    public override string Issuer => $"https://login.microsoftonline.com/{Tenant}/v2.0";

    public override string AuthorizationEndpoint => $"https://login.microsoftonline.com/{Tenant}/oauth2/v2.0/authorize";

    public override string TokenEndpoint => $"https://login.microsoftonline.com/{Tenant}/oauth2/v2.0/token";

    public override string UserInfoEndpoint => "https://graph.microsoft.com/oidc/userinfo";

    protected override JsonObject Metadata => new()
    {
        ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "private_key_jwt", "client_secret_basic"),
        ["scopes_supported"] = new JsonArray("openid", "profile", "email", "offline_access"),
    };

    // A parameter resource belongs to its version 1; scopes of an API are named with the API.
    public override string? ObjectionTo(IReadOnlyDictionary<string, string> request) =>
        request.ContainsKey("resource") ? "AADSTS901002"
        : Split(request["scope"]).FirstOrDefault(scope => scope is not ("openid" or "profile" or "email" or "offline_access") && !scope.StartsWith("api://shop/", StringComparison.Ordinal)) is { } unknown ? $"AADSTS650053 {unknown}"
        : null;

    protected override string? ObjectionToToken(IReadOnlyDictionary<string, string> form) => form.ContainsKey("scope") ? null : "invalid_request";

    protected override Dictionary<string, string?> Answer(string code, string state) => new() { ["code"] = code, ["state"] = state, ["session_state"] = "s" };

    protected override bool GivesRefreshToken(IReadOnlyDictionary<string, string> request) => Split(request["scope"]).Contains("offline_access");

    // All scopes that the user ever granted, by their short names, in version 2 tokens for the API's application ID.
    protected override string CreateAccessToken(IReadOnlyDictionary<string, string> request) =>
        Sign(new() { ["aud"] = Api, ["sub"] = "alice", ["scp"] = "shop.read shop.write", ["ver"] = "2.0" });

    protected override string? ScopeOf(IReadOnlyDictionary<string, string> request) => "api://shop/shop.read api://shop/shop.write";

    protected override JsonObject User => new() { ["sub"] = "alice", ["name"] = "Alice" };
}

internal sealed class Auth0 : PublicProvider
{
    public override string Issuer => "https://shop.eu.auth0.com/";

    public override string AuthorizationEndpoint => Issuer + "authorize";

    public override string TokenEndpoint => Issuer + "oauth/token";

    public override string UserInfoEndpoint => Issuer + "userinfo";

    public override string RevocationEndpoint => Issuer + "oauth/revoke";

    // A regular web application sends its secret in the body by default.
    protected override bool TakesBasic => false;

    protected override JsonObject Metadata => new()
    {
        ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_basic", "client_secret_post", "private_key_jwt"),
        ["scopes_supported"] = new JsonArray("openid", "profile", "offline_access", "name", "email"),
        ["code_challenge_methods_supported"] = new JsonArray("S256", "plain"),
    };

    public override string? ObjectionTo(IReadOnlyDictionary<string, string> request) => null;

    protected override bool GivesRefreshToken(IReadOnlyDictionary<string, string> request) => Split(request["scope"]).Contains("offline_access");

    // Opaque without an audience; with openid also for its user information.
    protected override string CreateAccessToken(IReadOnlyDictionary<string, string> request) =>
        !request.TryGetValue("audience", out var audience) ? "opaque-" + NextId()
        : Sign(new()
        {
            ["aud"] = Split(request["scope"]).Contains("openid") ? new[] { audience, UserInfoEndpoint } : (object)audience,
            ["sub"] = "alice", ["scope"] = request["scope"], ["azp"] = ClientId,
        });

    protected override JsonObject User => new() { ["sub"] = "alice", ["name"] = "Alice" };
}

internal sealed class Okta : PublicProvider
{
    public override string Issuer => "https://shop.okta.com/oauth2/default";

    public override string AuthorizationEndpoint => Issuer + "/v1/authorize";

    public override string TokenEndpoint => Issuer + "/v1/token";

    public override string UserInfoEndpoint => Issuer + "/v1/userinfo";

    public override string RevocationEndpoint => Issuer + "/v1/revoke";

    protected override bool TakesPost => false;

    protected override JsonObject Metadata => new()
    {
        ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none"),
        ["scopes_supported"] = new JsonArray("shop.read", "shop.write", "openid", "profile", "email", "address", "phone", "offline_access"),
        ["code_challenge_methods_supported"] = new JsonArray("S256"),
    };

    public override string? ObjectionTo(IReadOnlyDictionary<string, string> request) =>
        Split(request["scope"]).Except(["shop.read", "shop.write", "openid", "profile", "email", "offline_access"]).Any() ? "invalid_scope" : null;

    protected override bool GivesRefreshToken(IReadOnlyDictionary<string, string> request) => Split(request["scope"]).Contains("offline_access");

    protected override string CreateAccessToken(IReadOnlyDictionary<string, string> request) =>
        Sign(new() { ["aud"] = "api://default", ["sub"] = "alice", ["scp"] = Split(request["scope"]), ["cid"] = ClientId });

    protected override JsonObject User => new() { ["sub"] = "alice", ["name"] = "Alice" };
}

internal sealed class Keycloak : PublicProvider
{
    /// <summary>Whether the client scope "roles" was taken away, which writes a second audience.</summary>
    public bool WithoutRoles { get; init; } = true;

    public override string Issuer => "https://id.example.com/realms/shop";

    public override string AuthorizationEndpoint => Issuer + "/protocol/openid-connect/auth";

    public override string TokenEndpoint => Issuer + "/protocol/openid-connect/token";

    public override string UserInfoEndpoint => Issuer + "/protocol/openid-connect/userinfo";

    public override string RevocationEndpoint => Issuer + "/protocol/openid-connect/revoke";

    protected override JsonObject Metadata => new()
    {
        ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt", "client_secret_basic", "client_secret_post", "tls_client_auth", "client_secret_jwt"),
        ["scopes_supported"] = new JsonArray("openid", "offline_access", "profile", "email", "roles", "web-origins", "acr", "basic", "shop.read", "shop.write"),
        ["code_challenge_methods_supported"] = new JsonArray("plain", "S256"),
        ["authorization_response_iss_parameter_supported"] = true,
    };

    public override string? ObjectionTo(IReadOnlyDictionary<string, string> request) => null;

    protected override Dictionary<string, string?> Answer(string code, string state) =>
        new() { ["code"] = code, ["state"] = state, ["session_state"] = "s", ["iss"] = Issuer };

    // Without offline_access as well: that one then ends with the user's session.
    protected override bool GivesRefreshToken(IReadOnlyDictionary<string, string> request) => true;

    // Its default client scopes are granted to everybody.
    protected override string? ScopeOf(IReadOnlyDictionary<string, string> request) => $"{request["scope"]} profile email";

    protected override string CreateAccessToken(IReadOnlyDictionary<string, string> request) => Sign(new()
    {
        ["aud"] = WithoutRoles ? "shop-api" : new[] { "shop-api", "account" }, ["sub"] = "alice", ["scope"] = ScopeOf(request)!, ["azp"] = ClientId, ["typ"] = "Bearer",
    });

    protected override JsonObject Finish(JsonObject answer)
    {
        answer["refresh_expires_in"] = 1800;
        answer["not-before-policy"] = 0;
        answer["session_state"] = "s";
        return answer;
    }

    protected override JsonObject User => new() { ["sub"] = "alice", ["name"] = "Alice" };
}

internal sealed class Google : PublicProvider
{
    public override string Issuer => "https://accounts.google.com";

    public override string AuthorizationEndpoint => "https://accounts.google.com/o/oauth2/v2/auth";

    public override string TokenEndpoint => "https://oauth2.googleapis.com/token";

    public override string UserInfoEndpoint => "https://openidconnect.googleapis.com/v1/userinfo";

    public override string RevocationEndpoint => "https://oauth2.googleapis.com/revoke";

    protected override bool Rotates => false;

    protected override JsonObject Metadata => new()
    {
        ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "client_secret_basic"),
        ["scopes_supported"] = new JsonArray("openid", "email", "profile"),
        ["code_challenge_methods_supported"] = new JsonArray("plain", "S256"),
    };

    public override string? ObjectionTo(IReadOnlyDictionary<string, string> request) =>
        Split(request["scope"]).Except(["openid", "email", "profile"]).Any() ? "invalid_scope"
        : request.GetValueOrDefault("prompt") is not (null or "none" or "consent" or "select_account") ? "invalid_request"
        : null;

    // offline_access is called otherwise, and gives a token when the user consents anew.
    protected override bool GivesRefreshToken(IReadOnlyDictionary<string, string> request) =>
        request.GetValueOrDefault("access_type") == "offline" && request.GetValueOrDefault("prompt") == "consent";

    protected override string CreateAccessToken(IReadOnlyDictionary<string, string> request) => "ya29." + NextId();

    protected override string? ScopeOf(IReadOnlyDictionary<string, string> request) =>
        "openid https://www.googleapis.com/auth/userinfo.email https://www.googleapis.com/auth/userinfo.profile";

    protected override JsonObject User => new() { ["sub"] = "alice", ["name"] = "Alice", ["email"] = "alice@example.com", ["email_verified"] = true };
}

internal sealed class GitHub : PublicProvider
{
    public override string Issuer => "https://github.com";

    public override string? DiscoveryAddress => null;

    public override string AuthorizationEndpoint => "https://github.com/login/oauth/authorize";

    public override string TokenEndpoint => "https://github.com/login/oauth/access_token";

    public override string UserInfoEndpoint => "https://api.github.com/user";

    protected override bool TakesBasic => false;

    public override string? ObjectionTo(IReadOnlyDictionary<string, string> request) => null;

    // An OAuth app's tokens do not expire, and there is nothing to refresh.
    protected override bool GivesRefreshToken(IReadOnlyDictionary<string, string> request) => false;

    protected override string CreateAccessToken(IReadOnlyDictionary<string, string> request) => "gho_" + NextId();

    protected override string? ScopeOf(IReadOnlyDictionary<string, string> request) => request["scope"].Replace(' ', ',');

    protected override JsonObject Finish(JsonObject answer)
    {
        answer.Remove("expires_in");
        answer["token_type"] = "bearer";
        return answer;
    }

    // Errors come with the status of success, and everything as a form unless JSON is asked for.
    protected override HttpResponseMessage Refuse(string error) =>
        Json(HttpStatusCode.OK, new JsonObject { ["error"] = error == "invalid_grant" ? "bad_verification_code" : error });

    protected override HttpResponseMessage Present(HttpRequestMessage request, HttpResponseMessage response) =>
        request.Headers.Accept.Any(accept => accept.MediaType == "application/json")
            ? response
            : new HttpResponseMessage(HttpStatusCode.OK) { Content = new FormUrlEncodedContent([KeyValuePair.Create("error", "not_asked_for_json")]) };

    protected override bool AnswersUserInfo(HttpRequestMessage request) => request.Headers.UserAgent.Count > 0;

    protected override JsonObject User => new() { ["id"] = 583231, ["login"] = "alice", ["name"] = null, ["plan"] = new JsonObject { ["name"] = "pro" } };
}

internal sealed class Cognito : PublicProvider
{
    private const string Domain = "https://shop.auth.eu-central-1.amazoncognito.com";

    public override string Issuer => "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example";

    public override string AuthorizationEndpoint => Domain + "/oauth2/authorize";

    public override string TokenEndpoint => Domain + "/oauth2/token";

    public override string UserInfoEndpoint => Domain + "/oauth2/userInfo";

    public override string RevocationEndpoint => Domain + "/oauth2/revoke";

    protected override bool Rotates => false;

    protected override JsonObject Metadata => new()
    {
        ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_basic", "client_secret_post"),
        ["scopes_supported"] = new JsonArray("openid", "email", "phone", "profile"),
    };

    public override string? ObjectionTo(IReadOnlyDictionary<string, string> request) =>
        Split(request["scope"]).Except(["openid", "email", "phone", "profile"]).Any() ? "invalid_scope" : null;

    protected override bool GivesRefreshToken(IReadOnlyDictionary<string, string> request) => true;

    // Signed, and for nobody by name.
    protected override string CreateAccessToken(IReadOnlyDictionary<string, string> request) =>
        Sign(new() { ["sub"] = "alice", ["client_id"] = ClientId, ["token_use"] = "access", ["scope"] = request["scope"] });

    protected override string? ScopeOf(IReadOnlyDictionary<string, string> request) => null;

    protected override JsonObject User => new() { ["sub"] = "alice", ["username"] = "alice", ["email"] = "alice@example.com", ["email_verified"] = "true" };
}
