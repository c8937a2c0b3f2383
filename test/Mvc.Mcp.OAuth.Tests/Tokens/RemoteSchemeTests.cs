using System.Net;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Tokens;

/// <summary>Users sign in by whatever handler the application has, and actions find them as that handler made them.</summary>
public sealed class RemoteSchemeTests
{
    private const string See = ProxyApp.Origin + "/see";

    public static TheoryData<string> Handlers => [.. RemoteSchemes.All.Keys];

    public static TheoryData<string> HandlersThatRefresh => ["OpenID Connect", "OpenID Connect behind a cookie", "Google", "an OAuth handler as for GitHub"];

    [Theory]
    [MemberData(nameof(Handlers))]
    public async Task Each_signs_in_and_the_action_gets_the_user_and_the_claims(string handler)
    {
        await using var app = await StartAsync(handler);
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();

        var page = await browser.SignInAtAsync(app.Provider, client.AuthorizeAddress(("resource", See)));
        page.Body.Should().Contain("Allow access").And.Contain("Alice");
        var tokens = await client.RedeemAsync((await browser.AnswerAsync(page, "allow")).Sent("code"), ("resource", null));

        (await CallAsync(app, tokens)).Should().Be("Alice, manager, shop.read");
        (await CallAsync(app, await client.RefreshAsync(tokens.RefreshToken, ("resource", null)))).Should().Be("Alice, manager, shop.read");
        (await app.CallAsync(tokens.AccessToken, "/api/orders")).StatusCode.Should().NotBe(HttpStatusCode.OK, "the token is for the MCP endpoint alone");
    }

    [Theory]
    [MemberData(nameof(HandlersThatRefresh))]
    public async Task The_providers_token_is_there_for_the_action_and_is_refreshed_when_the_clients_is(string handler)
    {
        await using var app = await StartAsync(handler);
        var client = await app.RegisterAsync();
        var tokens = await SignInAsync(app, client);

        var first = await CallAsync(app, tokens, "token");
        app.Time.Advance(TimeSpan.FromMinutes(9));
        var second = await CallAsync(app, tokens = await client.RefreshAsync(tokens.RefreshToken, ("resource", null)), "token");
        app.Time.Advance(TimeSpan.FromMinutes(9));
        var third = await CallAsync(app, tokens = await client.RefreshAsync(tokens.RefreshToken, ("resource", null)), "token");

        new[] { first, second, third }.Should().OnlyHaveUniqueItems().And.NotContain("");
        ((int)tokens.Body["expires_in"]!).Should().BeInRange(1, 599, "it does not outlive the provider's");
        app.Provider.TokenRequests.Select(request => request["grant_type"]).Should().Equal("authorization_code", "refresh_token", "refresh_token");
        app.Provider.TokenRequests[2]["refresh_token"].Should().NotBe(app.Provider.TokenRequests[1]["refresh_token"], "the provider rotates them");
    }

    [Theory]
    [MemberData(nameof(HandlersThatRefresh))]
    public async Task A_user_whom_the_provider_lets_go_gets_no_further_token(string handler)
    {
        await using var app = await StartAsync(handler);
        var client = await app.RegisterAsync();
        var tokens = await SignInAsync(app, client);
        app.Provider.EndSessions();

        (await client.RefreshAsync(tokens.RefreshToken, ("resource", null))).Error.Should().Be("invalid_grant");
        (await app.CallAsync(tokens.AccessToken, "/see")).StatusCode.Should().Be(HttpStatusCode.Unauthorized, "the tokens that are out end too");
    }

    [Theory]
    [MemberData(nameof(HandlersThatRefresh))]
    public async Task A_provider_that_is_down_ends_nothing(string handler)
    {
        await using var app = await StartAsync(handler);
        var client = await app.RegisterAsync();
        var tokens = await SignInAsync(app, client);

        app.Provider.TokenEndpoint = _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.InternalServerError));
        (await client.RefreshAsync(tokens.RefreshToken, ("resource", null))).Status.Should().Be(HttpStatusCode.BadGateway);
        app.Provider.TokenEndpoint = _ => throw new HttpRequestException("down");
        (await client.RefreshAsync(tokens.RefreshToken, ("resource", null))).Status.Should().Be(HttpStatusCode.BadGateway);
        app.Provider.TokenEndpoint = null;

        (await client.RefreshAsync(tokens.RefreshToken, ("resource", null))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_handler_whose_provider_gives_no_refresh_token_goes_on_with_the_user_it_made()
    {
        await using var app = await StartAsync("an OAuth handler as for GitHub");
        app.Provider.IssuesRefreshTokens = false;
        app.Provider.AccessToken = token => "gho_" + token.GetHashCode(StringComparison.Ordinal);
        var client = await app.RegisterAsync();
        var tokens = await SignInAsync(app, client);

        var before = await CallAsync(app, tokens, "token");
        var after = await CallAsync(app, await client.RefreshAsync(tokens.RefreshToken, ("resource", null)), "token");

        after.Should().StartWith("gho_").And.Be(before);
    }

    [Fact]
    public async Task The_handler_is_told_that_the_user_shall_sign_in_anew()
    {
        await using var app = await StartAsync("OpenID Connect");
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        await browser.SignInAtAsync(app.Provider, client.AuthorizeAddress());
        app.Time.Advance(TimeSpan.FromMinutes(1));

        var asked = await browser.GetAsync(client.AuthorizeAddress(("prompt", "login")));

        asked.Sent("prompt").Should().Be("login");
        (await browser.SignInAtAsync(app.Provider, client.AuthorizeAddress(("prompt", "login")))).Body.Should().Contain("Allow access");
    }

    private static Task<ProxyApp> StartAsync(string handler) => ProxyApp.StartAsync(
        o =>
        {
            (o.MetadataAddress, o.ClientId, o.ClientSecret, o.Audience) = (null, null, null, null);
            o.SignInScheme = RemoteSchemes.All[handler].Scheme;
        },
        addSchemes: (services, provider) => RemoteSchemes.All[handler].Add(services.AddAuthentication(handler == "Negotiate" ? handler : "Cookies"), provider),
        before: web =>
        {
            ProxyApp.MapMcpDouble(web, "/see", async context => context.Request.Headers["Ask"] == "token"
                ? await context.GetTokenAsync("access_token") ?? ""
                : $"{Name(context.User)}, {context.User.FindFirst("roles")?.Value}, {string.Join(' ', context.User.FindAll("scope").Select(claim => claim.Value))}").RequireAuthorization();
            ProxyApp.MapMcpDouble(web, "/api/orders", _ => Task.FromResult("orders")).RequireAuthorization();
        },
        provider: new FakeIdentityProvider { User = new JsonObject { ["sub"] = "alice", ["name"] = "Alice", ["roles"] = "manager" } });

    private static string? Name(ClaimsPrincipal user) => user.Identity?.Name;

    private static async Task<TokenAnswer> SignInAsync(ProxyApp app, McpClientDouble client)
    {
        var browser = app.CreateBrowser();
        var page = await browser.SignInAtAsync(app.Provider, client.AuthorizeAddress(("resource", See)));
        return await client.RedeemAsync((await browser.AnswerAsync(page, "allow")).Sent("code"), ("resource", null));
    }

    private static async Task<string> CallAsync(ProxyApp app, TokenAnswer tokens, string ask = "user")
    {
        tokens.Status.Should().Be(HttpStatusCode.OK, tokens.Body.ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/see") { Headers = { Authorization = new("Bearer", tokens.AccessToken) } };
        request.Headers.Add("Ask", ask);
        using var response = await app.CreateClient().SendAsync(request);
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync();
    }
}
