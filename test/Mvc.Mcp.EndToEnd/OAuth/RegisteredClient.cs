using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>
/// A client that cannot run here: it registers word by word as the real one does, comes back to the address that the real
/// one comes back to, and does what the specification asks for in between.
/// </summary>
internal sealed partial class RegisteredClient(JsonObject registration, string redirectUri) : SignInClient
{
    private const string Verifier = "a-verifier-of-at-least-forty-three-characters-0123456789";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly HashSet<string> _scopes = [];
    private Uri? _endpoint;
    private ScriptedUser? _user;
    private JsonObject? _server;
    private string? _id;
    private JsonObject? _tokens;

    /// <summary>VS Code's, as its source has it (src/vs/base/common/oauth.ts).</summary>
    public static RegisteredClient VisualStudioCode() => new(new JsonObject
    {
        ["client_name"] = "Visual Studio Code",
        ["client_uri"] = "https://code.visualstudio.com",
        ["grant_types"] = new JsonArray("authorization_code", "refresh_token"),
        ["response_types"] = new JsonArray("code"),
        ["redirect_uris"] = new JsonArray("https://insiders.vscode.dev/redirect", "https://vscode.dev/redirect", "http://127.0.0.1/", "http://127.0.0.1:33418/"),
        ["scope"] = "shop.read",
        ["token_endpoint_auth_method"] = "none",
        ["application_type"] = "native",
    }, "http://127.0.0.1:49152/");

    /// <summary>Claude's on the web and the desktop, which its servers send.</summary>
    public static RegisteredClient Claude() => new(new JsonObject
    {
        ["client_name"] = "Claude",
        ["grant_types"] = new JsonArray("authorization_code", "refresh_token"),
        ["response_types"] = new JsonArray("code"),
        ["redirect_uris"] = new JsonArray("https://claude.ai/api/mcp/auth_callback"),
        ["token_endpoint_auth_method"] = "client_secret_post",
        ["scope"] = "shop.read offline_access",
    }, "https://claude.ai/api/mcp/auth_callback");

    /// <summary>Claude Code's.</summary>
    public static RegisteredClient ClaudeCode() => new(new JsonObject
    {
        ["client_name"] = "Claude Code (shop)",
        ["grant_types"] = new JsonArray("authorization_code", "refresh_token"),
        ["response_types"] = new JsonArray("code"),
        ["redirect_uris"] = new JsonArray("http://localhost:3118/callback"),
        ["token_endpoint_auth_method"] = "none",
        ["application_type"] = "native",
    }, "http://localhost:3118/callback");

    public override async Task ConnectAsync(Uri endpoint, ScriptedUser user)
    {
        (_endpoint, _user) = (endpoint, user);
        using var refused = await PostAsync("whoami");
        refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        var challenge = refused.Headers.WwwAuthenticate.ToString();
        var resource = (await _http.GetFromJsonAsync<JsonObject>(ResourceMetadata().Match(challenge).Groups[1].Value))!;
        ((string?)resource["resource"]).Should().Be(endpoint.AbsoluteUri, "VS Code compares them");
        // The path of the issuer stands at the end (RFC 8414 section 3.1).
        var issuer = new Uri((string)resource["authorization_servers"]![0]!);
        _server = (await _http.GetFromJsonAsync<JsonObject>(new Uri(issuer, "/.well-known/oauth-authorization-server" + issuer.AbsolutePath.TrimEnd('/'))))!;
        using var registered = await _http.PostAsJsonAsync((string)_server["registration_endpoint"]!, registration);
        registered.StatusCode.Should().Be(HttpStatusCode.Created);
        _id = (string)(await registered.Content.ReadFromJsonAsync<JsonObject>())!["client_id"]!;
        await AuthorizeAsync(challenge);
    }

    public override async Task<string> CallAsync(string tool)
    {
        // Refreshes once, and asks the user where that does not help.
        for (var refreshed = false; ; refreshed = true)
        {
            using var response = await PostAsync(tool);
            var challenge = response.Headers.WwwAuthenticate.ToString();
            if (response.IsSuccessStatusCode)
                return TextOf(await response.Content.ReadAsStringAsync());
            if (response.StatusCode == HttpStatusCode.Unauthorized && !refreshed && await TryRefreshAsync())
                continue;
            await AuthorizeAsync(challenge);
        }
    }

    public override Task<KeptTokens> GetKeptAsync() =>
        Task.FromResult(new KeptTokens(_id!, (string)_tokens!["access_token"]!, (string)_tokens["refresh_token"]!));

    public override ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AuthorizeAsync(string challenge)
    {
        // What it had and what it is told that it needs.
        _scopes.UnionWith(Scope().Match(challenge).Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var answer = await _user!.VisitAsync(new Uri(QueryHelpers.AddQueryString((string)_server!["authorization_endpoint"]!, new Dictionary<string, string?>
        {
            ["client_id"] = _id,
            ["redirect_uri"] = redirectUri,
            ["response_type"] = "code",
            ["state"] = "state",
            ["scope"] = string.Join(' ', _scopes),
            ["resource"] = _endpoint!.AbsoluteUri,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        })), new Uri(redirectUri));
        var back = QueryHelpers.ParseQuery(answer.Query);
        back["state"].ToString().Should().Be("state");
        back["iss"].ToString().Should().Be((string?)_server["issuer"]);
        (await TryGetTokensAsync(new()
        {
            ["grant_type"] = "authorization_code",
            ["code"] = back["code"].ToString(),
            ["redirect_uri"] = redirectUri,
            ["code_verifier"] = Verifier,
        })).Should().BeTrue();
    }

    private Task<bool> TryRefreshAsync() =>
        TryGetTokensAsync(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = (string)_tokens!["refresh_token"]! });

    private async Task<bool> TryGetTokensAsync(Dictionary<string, string> form)
    {
        form["client_id"] = _id!;
        form["resource"] = _endpoint!.AbsoluteUri;
        using var response = await _http.PostAsync((string)_server!["token_endpoint"]!, new FormUrlEncodedContent(form));
        var body = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        if (!response.IsSuccessStatusCode)
        {
            ((string?)body["error"]).Should().Be("invalid_grant");
            return false;
        }
        _tokens = body;
        return true;
    }

    private Task<HttpResponseMessage> PostAsync(string tool)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _endpoint)
        {
            Headers = { Accept = { new("application/json"), new("text/event-stream") } },
            Content = JsonContent.Create(new { jsonrpc = "2.0", id = 1, method = "tools/call", @params = new { name = tool, arguments = new { } } }),
        };
        request.Headers.Add("MCP-Protocol-Version", "2025-11-25");
        if (_tokens is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (string)_tokens["access_token"]!);
        return _http.SendAsync(request);
    }

    private static string TextOf(string body) =>
        (string)JsonNode.Parse(body[body.IndexOf('{', StringComparison.Ordinal)..])!["result"]!["content"]![0]!["text"]!;

    [GeneratedRegex("resource_metadata=\"([^\"]+)\"")]
    private static partial Regex ResourceMetadata();

    [GeneratedRegex("scope=\"([^\"]+)\"")]
    private static partial Regex Scope();
}
