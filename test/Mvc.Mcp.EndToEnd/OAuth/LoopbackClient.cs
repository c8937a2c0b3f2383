using System.Buffers.Text;
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

    private static readonly string Challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    private readonly WebApplication _app;
    private readonly Uri _server;
    private readonly HttpClient _http = new();

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
        ["code_challenge"] = Challenge,
        ["code_challenge_method"] = "S256",
    });

    /// <summary>Redeems the code in the address that the browser was sent to.</summary>
    public async Task<JsonObject> RedeemAsync(string address)
    {
        using var response = await _http.PostAsync(new Uri(_server, "/oauth/token"), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = Id,
            ["redirect_uri"] = Redirect.AbsoluteUri,
            ["code_verifier"] = Verifier,
            ["code"] = QueryHelpers.ParseQuery(new Uri(address).Query)["code"].ToString(),
        }));
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }
}
