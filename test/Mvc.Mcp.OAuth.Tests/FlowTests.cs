using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests;

/// <summary>What an MCP client goes through, from knowing nothing but an address to calling with a fresh token.</summary>
public sealed class FlowTests
{
    [Fact]
    public async Task A_client_that_knows_only_the_address_gets_a_token_and_refreshes_it()
    {
        await using var app = await ProxyApp.StartAsync();
        var http = app.CreateClient();

        var refusal = await http.PostAsync("/mcp", null);
        refusal.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        var challenge = refusal.Headers.WwwAuthenticate.Single();
        challenge.Scheme.Should().Be("Bearer");
        challenge.Parameter.Should().Contain($"resource_metadata=\"{ProxyApp.Origin}/.well-known/oauth-protected-resource/mcp\"")
            .And.Contain("scope=\"shop.read\"");

        var resource = await http.GetFromJsonAsync<JsonObject>("/.well-known/oauth-protected-resource/mcp");
        ((string)resource!["resource"]!).Should().Be(ProxyApp.Resource);
        var issuer = (string)resource["authorization_servers"]![0]!;
        var server = await http.GetFromJsonAsync<JsonObject>(issuer + "/.well-known/oauth-authorization-server");
        ((string)server!["issuer"]!).Should().Be(issuer);

        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());
        tokens.Status.Should().Be(HttpStatusCode.OK);
        tokens.CacheControl.Should().Contain("no-store");
        ((string)tokens.Body["token_type"]!).Should().Be("Bearer");
        (await CallAsync(http, tokens.AccessToken)).Should().Be("hello alice");

        var refreshed = await client.RefreshAsync(tokens.RefreshToken);
        refreshed.Status.Should().Be(HttpStatusCode.OK);
        (await CallAsync(http, refreshed.AccessToken)).Should().Be("hello alice");
    }

    [Fact]
    public async Task The_code_comes_back_with_the_clients_state_and_the_issuer()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        var upstream = await browser.AnswerAsync(await browser.GetAsync(client.AuthorizeAddress()), "allow");

        var back = await browser.GetAsync(app.Provider.SignIn(upstream.Location!));

        back.Location!.GetLeftPart(UriPartial.Path).Should().Be(client.RedirectUri);
        back.Sent("state").Should().Be("the-client's-state");
        back.Sent("iss").Should().Be(ProxyApp.Origin);
        back.Sent("error").Should().BeNull();
    }

    [Fact]
    public async Task The_identity_provider_sees_the_registered_client_and_the_proxys_own_proof_key()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();

        var upstream = await browser.AnswerAsync(await browser.GetAsync(client.AuthorizeAddress(("scope", "shop.read shop.write offline_access admin"))), "allow");

        upstream.Location!.GetLeftPart(UriPartial.Path).Should().Be(FakeIdentityProvider.Issuer + "/authorize");
        upstream.Sent("client_id").Should().Be(FakeIdentityProvider.ClientId);
        upstream.Sent("redirect_uri").Should().Be(ProxyApp.Origin + "/oauth/callback");
        upstream.Sent("audience").Should().BeNull("some providers refuse what they do not know");
        upstream.Sent("scope").Should().Be("shop.read shop.write offline_access", "a scope that is not allowed is left out");
        upstream.Sent("code_challenge_method").Should().Be("S256");
        upstream.Sent("code_challenge").Should().NotBe(McpClientDouble.Challenge);
        upstream.Sent("resource").Should().BeNull();
    }

    [Theory]
    [InlineData(UpstreamAudienceParameter.Audience, "audience")]
    [InlineData(UpstreamAudienceParameter.Resource, "resource")]
    [InlineData(UpstreamAudienceParameter.None, null)]
    public async Task The_audience_is_sent_as_the_provider_wants_it(UpstreamAudienceParameter setting, string? parameter)
    {
        await using var app = await ProxyApp.StartAsync(o => o.AudienceParameter = setting);
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();

        var upstream = await browser.AnswerAsync(await browser.GetAsync(client.AuthorizeAddress()), "allow");
        await client.RedeemAsync((await browser.GetAsync(app.Provider.SignIn(upstream.Location!))).Sent("code"));

        var sent = QueryHelpers.ParseQuery(upstream.Location!.Query);
        foreach (var name in new[] { "audience", "resource" })
        {
            sent.ContainsKey(name).Should().Be(name == parameter);
            app.Provider.TokenRequests.Single().ContainsKey(name).Should().Be(name == parameter);
        }
    }

    [Theory]
    [InlineData(true, """["authorization_code","refresh_token"]""", true)]
    [InlineData(true, """["authorization_code"]""", false)]
    [InlineData(false, """["authorization_code","refresh_token"]""", false)]
    public async Task Offline_access_is_asked_for_where_the_provider_lists_it_and_the_client_can_refresh(bool listed, string grants, bool asked)
    {
        await using var app = await ProxyApp.StartAsync(provider: new FakeIdentityProvider { Scopes = listed ? ["openid", "offline_access"] : ["openid"] });
        var client = await app.RegisterAsync(grants: grants);
        var browser = app.CreateBrowser();

        var upstream = await browser.AnswerAsync(await browser.GetAsync(client.AuthorizeAddress()), "allow");

        upstream.Sent("scope")!.Split(' ').Contains("offline_access").Should().Be(asked);
    }

    [Fact]
    public async Task Token_requests_carry_what_the_provider_asks_for_besides()
    {
        await using var app = await ProxyApp.StartAsync(o => o.AdditionalTokenParameters["scope"] = "shop.read");
        var client = await app.RegisterAsync();

        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());
        await client.RefreshAsync(tokens.RefreshToken);

        app.Provider.TokenRequests.Should().HaveCount(2).And.OnlyContain(request => request["scope"] == "shop.read");
    }

    [Theory]
    [InlineData(UpstreamClientAuthentication.Basic)]
    [InlineData(UpstreamClientAuthentication.Post)]
    public async Task The_secret_is_sent_as_the_provider_wants_it(UpstreamClientAuthentication setting)
    {
        await using var app = await ProxyApp.StartAsync(o => o.ClientAuthentication = setting);
        var client = await app.RegisterAsync();

        (await client.RedeemAsync(await client.AuthorizeAsync())).Status.Should().Be(HttpStatusCode.OK);

        app.Provider.TokenRequests.Single().ContainsKey("client_secret").Should().Be(setting == UpstreamClientAuthentication.Post);
    }

    [Fact]
    public async Task Scopes_have_their_own_names_at_the_identity_provider()
    {
        await using var app = await ProxyApp.StartAsync(o => o.UpstreamScopes["shop.read"] = "api://shop/shop.read");
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();

        var upstream = await browser.AnswerAsync(await browser.GetAsync(client.AuthorizeAddress()), "allow");
        var tokens = await client.RedeemAsync((await browser.GetAsync(app.Provider.SignIn(upstream.Location!))).Sent("code"));

        upstream.Sent("scope").Should().Be("api://shop/shop.read");
        ((string)tokens.Body["scope"]!).Should().Be("shop.read");
    }

    [Fact]
    public async Task Required_scopes_are_asked_for_in_any_case()
    {
        await using var app = await ProxyApp.StartAsync(o => o.RequiredScopes.Add("openid"));
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();

        var upstream = await browser.AnswerAsync(await browser.GetAsync(client.AuthorizeAddress(("scope", "shop.write"))), "allow");

        upstream.Sent("scope").Should().Be("shop.write openid");
    }

    [Fact]
    public async Task Two_instances_with_one_key_ring_serve_one_flow()
    {
        var keys = new Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider();
        await using var one = await ProxyApp.StartAsync(keys: keys);
        await using var other = await ProxyApp.StartAsync(keys: keys, provider: one.Provider);
        var client = await one.RegisterAsync();
        var (first, second) = (one.CreateBrowser(), other.CreateBrowser());

        var consent = await second.GetAsync(client.AuthorizeAddress());
        Share(second, first);
        var upstream = await first.AnswerAsync(consent, "allow");
        Share(first, second);
        var back = await second.GetAsync(one.Provider.SignIn(upstream.Location!));

        (await client.RedeemAsync(back.Sent("code"))).Status.Should().Be(HttpStatusCode.OK);

        static void Share(Browser from, Browser to)
        {
            foreach (var (name, value) in from.Cookies)
                to.Cookies[name] = value;
        }
    }

    [Fact]
    public async Task Two_tabs_do_not_disturb_each_other()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();

        var firstPage = await browser.GetAsync(client.AuthorizeAddress());
        var secondPage = await browser.GetAsync(client.AuthorizeAddress());
        var first = await browser.AnswerAsync(firstPage, "allow");
        var second = await browser.AnswerAsync(secondPage, "allow");

        foreach (var upstream in new[] { second, first })
        {
            var back = await browser.GetAsync(app.Provider.SignIn(upstream.Location!));
            (await client.RedeemAsync(back.Sent("code"))).Status.Should().Be(HttpStatusCode.OK);
        }
        browser.Cookies.Should().BeEmpty("every flow tidies up after itself");
    }

    [Fact]
    public async Task A_refresh_works_where_the_provider_granted_less_than_was_asked_for()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.AuthorizeAsync(null, ("scope", "shop.read offline_access")));
        ((string)tokens.Body["scope"]!).Should().Be("shop.read");

        var refreshed = await client.RefreshAsync(tokens.RefreshToken);

        refreshed.Status.Should().Be(HttpStatusCode.OK);
        ((string)refreshed.Body["scope"]!).Should().Be("shop.read");
    }

    [Fact]
    public async Task A_provider_that_issues_no_refresh_token_gives_the_client_none()
    {
        await using var app = await ProxyApp.StartAsync(provider: new FakeIdentityProvider { IssuesRefreshTokens = false });
        var client = await app.RegisterAsync();

        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());

        tokens.Status.Should().Be(HttpStatusCode.OK);
        tokens.RefreshToken.Should().BeNull();
    }

    private static async Task<string> CallAsync(HttpClient http, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var response = await http.SendAsync(request);
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync();
    }
}
