using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>A native client that listens on a loopback address, and serves whatever else a test wants served there.</summary>
internal sealed class LoopbackClient : IAsyncDisposable
{
    private const string Verifier = "a-verifier-of-at-least-forty-three-characters-0123456789";

    private static readonly string _challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    private readonly WebApplication _app;
    private readonly Uri _server;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private LoopbackClient(WebApplication app, Uri server) => (_app, _server) = (app, server);

    public Uri Origin => new(_app.Urls.Single());

    public string Id { get; private set; } = "";

    public Uri Redirect => new(Origin, "/callback");

    /// <summary>A page of this origin, which is another than the proxy's.</summary>
    public string Page { get; set; } = "";

    public static async Task<LoopbackClient> StartAsync(Uri server, string name)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var client = new LoopbackClient(app, server);
        app.MapGet("/callback", () => "You can close this page.");
        app.MapGet("/page", () => Microsoft.AspNetCore.Http.Results.Content(client.Page, "text/html"));
        await app.StartAsync();
        client.Id = await RegisterAsync(server, client.Redirect, name);
        return client;
    }

    public static async Task<string> RegisterAsync(Uri server, Uri redirect, string name)
    {
        using var http = new HttpClient();
        using var response = await http.PostAsJsonAsync(new Uri(server, "/oauth/register"), new { client_name = name, redirect_uris = new[] { redirect } });
        return (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["client_id"]!;
    }

    public string AuthorizeAddress() => QueryHelpers.AddQueryString(new Uri(_server, "/oauth/authorize").AbsoluteUri, new Dictionary<string, string?>
    {
        ["client_id"] = Id,
        ["redirect_uri"] = Redirect.AbsoluteUri,
        ["response_type"] = "code",
        ["state"] = "state",
        ["scope"] = "shop.read shop.write",
        ["code_challenge"] = _challenge,
        ["code_challenge_method"] = "S256",
    });

    /// <summary>Redeems the code in the address that the browser was sent to.</summary>
    public Task<JsonObject> RedeemAsync(string address) => PostAsync(new()
    {
        ["grant_type"] = "authorization_code",
        ["redirect_uri"] = Redirect.AbsoluteUri,
        ["code_verifier"] = Verifier,
        ["code"] = QueryHelpers.ParseQuery(new Uri(address).Query)["code"].ToString(),
    });

    public Task<JsonObject> RefreshAsync(JsonObject tokens) => PostAsync(new()
    {
        ["grant_type"] = "refresh_token",
        ["refresh_token"] = (string)tokens["refresh_token"]!,
    });

    public async Task RevokeAsync(JsonObject tokens)
    {
        using var response = await _http.PostAsync(new Uri(_server, "/oauth/revoke"), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = Id,
            ["token"] = (string)tokens["refresh_token"]!,
        }));
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The status of a call of a tool with the tokens, or of a GET where the path is no MCP endpoint's.</summary>
    public async Task<(HttpStatusCode Status, string Body)> CallAsync(JsonObject tokens, string path = "/mcp", string tool = "list_products")
    {
        using var request = new HttpRequestMessage(path == "/mcp" ? HttpMethod.Post : HttpMethod.Get, new Uri(_server, path))
        {
            Headers = { Authorization = new("Bearer", (string)tokens["access_token"]!), Accept = { new("application/json"), new("text/event-stream") } },
        };
        if (path == "/mcp")
            request.Content = JsonContent.Create(new { jsonrpc = "2.0", id = 1, method = "tools/call", @params = new { name = tool, arguments = new { } } });
        using var response = await _http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<JsonObject> PostAsync(Dictionary<string, string> form)
    {
        form["client_id"] = Id;
        using var response = await _http.PostAsync(new Uri(_server, "/oauth/token"), new FormUrlEncodedContent(form));
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }
}
