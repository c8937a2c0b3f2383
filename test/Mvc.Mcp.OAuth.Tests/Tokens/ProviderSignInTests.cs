using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Tokens;

/// <summary>An identity provider that issues no tokens for this API says who the user is, and the application issues them.</summary>
public sealed class ProviderSignInTests
{
    [Theory]
    [InlineData("an-opaque-token")]
    [InlineData(null)]
    public async Task Whatever_its_tokens_are_the_client_gets_one_of_the_applications_own(string? opaque)
    {
        await using var app = await StartAsync(opaque is null ? null : token => opaque + token.GetHashCode(StringComparison.Ordinal));
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();

        var upstream = await browser.AnswerAsync(await browser.GetAsync(client.AuthorizeAddress()), "allow");
        upstream.Sent("scope").Should().Be("openid profile email", "the application's scopes mean nothing there");
        var tokens = await client.RedeemAsync((await browser.GetAsync(app.Provider.SignIn(upstream.Location!))).Sent("code"));

        tokens.AccessToken.Should().StartWith("mcp_at_");
        ((string)tokens.Body["scope"]!).Should().Be("shop.read");
        (await (await app.CallAsync(tokens.AccessToken)).Content.ReadAsStringAsync()).Should().Be("hello alice");
        (await (await app.CallAsync((await client.RefreshAsync(tokens.RefreshToken)).AccessToken)).Content.ReadAsStringAsync()).Should().Be("hello alice");
    }

    [Fact]
    public async Task What_the_provider_grants_besides_widens_nothing()
    {
        await using var app = await StartAsync();
        app.Provider.GrantsBesides = "shop.write";
        var client = await app.RegisterAsync();

        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());

        ((string)tokens.Body["scope"]!).Should().Be("shop.read");
    }

    [Fact]
    public async Task The_providers_token_is_there_for_the_action_and_is_refreshed_with_the_clients()
    {
        var seen = new List<string?>();
        await using var app = await StartAsync(before: web => ProxyApp.MapMcpDouble(web, "/see").AddEndpointFilter(async (context, next) =>
        {
            seen.Add(await context.HttpContext.GetTokenAsync("access_token"));
            return await next(context);
        }).RequireAuthorization());
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.AuthorizeAsync(null, ("resource", ProxyApp.Origin + "/see")), ("resource", null));

        await app.CallAsync(tokens.AccessToken, "/see");
        app.Time.Advance(TimeSpan.FromMinutes(9));
        var refreshed = await client.RefreshAsync(tokens.RefreshToken, ("resource", null));
        await app.CallAsync(refreshed.AccessToken, "/see");

        seen.Should().HaveCount(2).And.OnlyHaveUniqueItems().And.NotContainNulls();
        ((int)tokens.Body["expires_in"]!).Should().BeLessThan(600, "it does not outlive the provider's");
    }

    [Fact]
    public async Task A_user_whom_the_provider_lets_go_gets_no_further_token()
    {
        await using var app = await StartAsync();
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());
        app.Provider.EndSessions();

        (await client.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
        (await app.CallAsync(tokens.AccessToken)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_provider_that_does_not_say_who_it_was_gives_nobody_a_token()
    {
        await using var silent = await StartAsync();
        silent.Provider.User = null;
        await using var nameless = await StartAsync();
        nameless.Provider.User = new JsonObject { ["name"] = "Alice" };

        foreach (var app in new[] { silent, nameless })
        {
            var client = await app.RegisterAsync();
            var answer = await client.RedeemAsync(await client.AuthorizeAsync());
            answer.Status.Should().Be(HttpStatusCode.BadGateway);
            answer.AccessToken.Should().BeNull();
        }
    }

    [Fact]
    public async Task The_user_may_be_called_otherwise_there_as_at_GitHub()
    {
        await using var app = await StartAsync(configure: o => (o.UserIdClaim, o.UserNameClaim) = ("id", "login"));
        app.Provider.User = new JsonObject { ["id"] = 583231, ["login"] = "octocat", ["plan"] = new JsonObject(), ["name"] = null };
        var client = await app.RegisterAsync();

        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());

        (await (await app.CallAsync(tokens.AccessToken)).Content.ReadAsStringAsync()).Should().Be("hello 583231");
    }

    [Fact]
    public async Task A_code_that_GitHub_says_is_used_up_is_no_grant()
    {
        await using var app = await StartAsync();
        app.Provider.TokenEndpoint = _ => Task.FromResult(FakeIdentityProvider.Json(HttpStatusCode.OK, new JsonObject { ["error"] = "bad_verification_code" }));
        var client = await app.RegisterAsync();

        (await client.RedeemAsync(await client.AuthorizeAsync())).Error.Should().Be("invalid_grant");
    }

    [Fact]
    public async Task Claims_too_many_for_a_header_are_refused_with_the_reason_in_the_log()
    {
        await using var app = await StartAsync();
        app.Provider.User = new JsonObject { ["sub"] = "alice", ["groups"] = new JsonArray([.. Enumerable.Range(0, 500).Select(i => JsonValue.Create($"group-with-a-long-name-{i}"))]) };
        var client = await app.RegisterAsync();

        (await client.RedeemAsync(await client.AuthorizeAsync())).AccessToken.Should().BeNull();

        app.Log.Lines.Should().Contain(line => line.Contains("keep the claims alone that the application needs"));
    }

    private static Task<ProxyApp> StartAsync(
        Func<string, string>? accessToken = null, Action<WebApplication>? before = null, Action<McpOAuthProxyOptions>? configure = null) => ProxyApp.StartAsync(
        o =>
        {
            o.Audience = null;
            configure?.Invoke(o);
        },
        before: before,
        provider: new FakeIdentityProvider
        {
            AccessToken = accessToken ?? (token => token),
            User = new JsonObject { ["sub"] = "alice", ["name"] = "Alice" },
        });
}
