using System.Net;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Attacks;

/// <summary>Whatever the identity provider does with consents of its own, a client gets no more than its user was shown.</summary>
public sealed class ProviderTests
{
    [Fact]
    public async Task A_token_with_more_scopes_than_the_user_was_shown_never_reaches_the_client()
    {
        await using var app = await ProxyApp.StartAsync(provider: new FakeIdentityProvider { GrantsBesides = "shop.write" });
        var client = await app.RegisterAsync();

        AssertKept(await client.RedeemAsync(await client.AuthorizeAsync()));

        app.Log.Lines.Should().Contain(line => line.Contains("granted shop.write, which the user was not asked for"));
    }

    [Fact]
    public async Task A_refreshed_token_with_more_scopes_never_reaches_the_client()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());
        app.Provider.GrantsBesides = "shop.write";

        AssertKept(await client.RefreshAsync(tokens.RefreshToken));
    }

    [Fact]
    public async Task Scopes_that_only_say_who_the_user_is_are_no_more()
    {
        await using var app = await ProxyApp.StartAsync(provider: new FakeIdentityProvider { GrantsBesides = "openid profile email offline_access" });
        var client = await app.RegisterAsync();

        (await client.RedeemAsync(await client.AuthorizeAsync())).Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("account")]
    [InlineData("https://graph.example")]
    public async Task A_token_that_is_good_elsewhere_too_never_reaches_the_client(string audience)
    {
        await using var app = await ProxyApp.StartAsync(provider: new FakeIdentityProvider { FurtherAudiences = [audience] });
        var client = await app.RegisterAsync();

        AssertKept(await client.RedeemAsync(await client.AuthorizeAsync()));
    }

    [Fact]
    public async Task A_further_audience_that_the_operator_listed_is_no_obstacle()
    {
        await using var app = await ProxyApp.StartAsync(o => o.AllowedAudiences.Add("account"), provider: new FakeIdentityProvider { FurtherAudiences = ["account"] });
        var client = await app.RegisterAsync();

        (await client.RedeemAsync(await client.AuthorizeAsync())).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refresh_token_of_the_provider_that_is_too_large_is_left_out_instead_of_never_opening()
    {
        var provider = new FakeIdentityProvider { RefreshTokenLength = 20_000 };
        await using var app = await ProxyApp.StartAsync(provider: provider);
        var client = await app.RegisterAsync();

        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());
        tokens.Status.Should().Be(HttpStatusCode.OK);
        tokens.RefreshToken.Should().BeNull();

        provider.RefreshTokenLength = 10_000;
        var fitting = await client.RedeemAsync(await client.AuthorizeAsync());
        (await client.RefreshAsync(fitting.RefreshToken)).Status.Should().Be(HttpStatusCode.OK, "what is handed out also opens");
    }

    private static void AssertKept(TokenAnswer answer)
    {
        answer.Status.Should().Be(HttpStatusCode.BadGateway);
        answer.AccessToken.Should().BeNull();
        answer.RefreshToken.Should().BeNull();
    }
}
