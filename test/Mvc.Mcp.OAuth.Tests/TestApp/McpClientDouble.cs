using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;

namespace Mvc.Mcp.OAuth.Tests.TestApp;

/// <summary>A registered MCP client, and the requests that it makes.</summary>
public sealed class McpClientDouble
{
    public const string Verifier = "a-verifier-of-at-least-forty-three-characters-0123456789";

    private readonly ProxyApp _app;

    private readonly string _path;

    private McpClientDouble(ProxyApp app, string id, string redirectUri, string path = "") => (_app, Id, RedirectUri, _path) = (app, id, redirectUri, path);

    public static string Challenge { get; } = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public string Id { get; }

    public string RedirectUri { get; }

    private string Resource => ProxyApp.Origin + _path + "/mcp";

    public static McpClientDouble Known(ProxyApp app, string id, string redirectUri) => new(app, id, redirectUri);

    public static async Task<McpClientDouble> RegisterAsync(ProxyApp app, string redirectUri, string name, string? grants = null, string path = "")
    {
        var response = await app.CreateClient().PostAsJsonAsync(path + "/oauth/register", new { client_name = name, redirect_uris = new[] { redirectUri }, grant_types = grants is null ? null : JsonNode.Parse(grants) });
        response.StatusCode.Should().Be(HttpStatusCode.Created);
        return new(app, (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["client_id"]!, redirectUri, path);
    }

    /// <summary>The address that the client opens in the browser; a parameter given as null is left out.</summary>
    public Uri AuthorizeAddress(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["client_id"] = Id,
            ["redirect_uri"] = RedirectUri,
            ["response_type"] = "code",
            ["state"] = "the-client's-state",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
            ["resource"] = Resource,
        };
        foreach (var (name, value) in changes)
            parameters[name] = value;
        return new Uri(QueryHelpers.AddQueryString(ProxyApp.Origin + _path + "/oauth/authorize", parameters.Where(p => p.Value is not null)));
    }

    /// <summary>Consents in the browser, signs in, and returns with the code.</summary>
    public async Task<string> AuthorizeAsync(Browser? browser = null, params (string Name, string? Value)[] changes)
    {
        browser ??= _app.CreateBrowser();
        var consent = await browser.GetAsync(AuthorizeAddress(changes));
        consent.Status.Should().Be(HttpStatusCode.OK, consent.Body);
        var upstream = await browser.AnswerAsync(consent, "allow");
        upstream.Status.Should().Be(HttpStatusCode.SeeOther, upstream.Body);
        var back = await browser.GetAsync(_app.Provider.SignIn(upstream.Location!));
        back.Status.Should().Be(HttpStatusCode.SeeOther, back.Body);
        return back.Sent("code")!;
    }

    public Task<TokenAnswer> RedeemAsync(string? code, params (string Name, string? Value)[] changes) => PostAsync(
        new() { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = RedirectUri, ["code_verifier"] = Verifier }, changes);

    public Task<TokenAnswer> RefreshAsync(string? refreshToken, params (string Name, string? Value)[] changes) => PostAsync(
        new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken }, changes);

    public async Task<HttpStatusCode> RevokeAsync(string? token)
    {
        using var response = await _app.CreateClient().PostAsync("/oauth/revoke", new FormUrlEncodedContent(
            new Dictionary<string, string> { ["token"] = token!, ["client_id"] = Id }));
        return response.StatusCode;
    }

    private async Task<TokenAnswer> PostAsync(Dictionary<string, string?> form, (string Name, string? Value)[] changes)
    {
        form["client_id"] = Id;
        form["resource"] = Resource;
        foreach (var (name, value) in changes)
            form[name] = value;
        using var response = await _app.CreateClient().PostAsync(_path + "/oauth/token",
            new FormUrlEncodedContent(form.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Key, p.Value!))));
        return await TokenAnswer.ReadAsync(response);
    }
}
