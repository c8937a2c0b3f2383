using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests;

/// <summary>An application under a path of its host has an issuer, endpoints and resources with that path.</summary>
public sealed class PathBaseTests
{
    private const string Base = ProxyApp.Origin + "/shop";

    [Fact]
    public async Task Everything_that_clients_are_told_lies_below_the_path_base()
    {
        await using var app = await StartAsync();
        var http = app.CreateClient();

        var challenge = (await http.PostAsync("/shop/mcp", null)).Headers.WwwAuthenticate.ToString();
        challenge.Should().Contain($"resource_metadata=\"{Base}/.well-known/oauth-protected-resource/mcp\"");
        foreach (var address in new[] { "/shop/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource/shop/mcp" })
        {
            var resource = (await http.GetFromJsonAsync<JsonObject>(address))!;
            ((string)resource["resource"]!).Should().Be(Base + "/mcp");
            ((string)resource["authorization_servers"]![0]!).Should().Be(Base);
        }
        // In the order in which clients look (RFC 8414 section 3.1, and OpenID Connect Discovery in both forms).
        foreach (var address in new[] { "/.well-known/oauth-authorization-server/shop", "/shop/.well-known/oauth-authorization-server", "/shop/.well-known/openid-configuration" })
        {
            var server = (await http.GetFromJsonAsync<JsonObject>(address))!;
            ((string)server["issuer"]!).Should().Be(Base);
            ((string)server["token_endpoint"]!).Should().Be(Base + "/oauth/token");
        }
        (await http.GetStringAsync("/shop/oauth/keys")).Should().Be("""{"keys":[]}""");
    }

    [Fact]
    public async Task A_client_goes_all_the_way()
    {
        await using var app = await StartAsync();
        var client = await RegisterAsync(app);

        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());

        tokens.Status.Should().Be(HttpStatusCode.OK);
        (await app.CallAsync(tokens.AccessToken, "/shop/mcp")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await client.RefreshAsync(tokens.RefreshToken)).Status.Should().Be(HttpStatusCode.OK);
        app.Provider.TokenRequests[0]["redirect_uri"].Should().Be(Base + "/oauth/callback");
    }

    [Theory]
    [InlineData(ProxyApp.Origin + "/mcp")]
    [InlineData(ProxyApp.Origin + "/other/mcp")]
    [InlineData(ProxyApp.Origin + "/shopping/mcp")]
    [InlineData(ProxyApp.Origin + "/shop/other")]
    public async Task A_resource_elsewhere_on_the_host_is_another_applications(string resource)
    {
        await using var app = await StartAsync();
        var client = await RegisterAsync(app);

        var page = await app.CreateBrowser().GetAsync(client.AuthorizeAddress(("resource", resource)));

        page.Sent("error").Should().Be("invalid_target");
    }

    [Fact]
    public async Task Two_applications_under_one_host_do_not_take_each_others_codes_and_tokens()
    {
        var keys = new Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider();
        await using var one = await StartAsync(keys, ownTokens: true);
        await using var other = await StartAsync(keys, ownTokens: true, "/other");
        var client = await RegisterAsync(one);
        var foreign = await RegisterAsync(other, "/other");

        (await foreign.RedeemAsync(await client.AuthorizeAsync())).Error.Should().Be("invalid_grant");
        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());
        (await one.CallAsync(tokens.AccessToken, "/shop/mcp")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await other.CallAsync(tokens.AccessToken, "/other/mcp")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private static Task<ProxyApp> StartAsync(
        Microsoft.AspNetCore.DataProtection.IDataProtectionProvider? keys = null, bool ownTokens = false, string path = "/shop") => ProxyApp.StartAsync(
        o =>
        {
            o.PublicOrigin = new Uri(ProxyApp.Origin + path);
            if (ownTokens)
                o.Audience = null;
        },
        before: app => app.UsePathBase(path).UseRouting(),
        keys: keys,
        provider: new FakeIdentityProvider { User = new JsonObject { ["sub"] = "alice" } });

    private static Task<McpClientDouble> RegisterAsync(ProxyApp app, string path = "/shop") =>
        McpClientDouble.RegisterAsync(app, "http://127.0.0.1:4711/callback", "Test client", path: path);
}
