using System.Net;
using System.Text.Json.Nodes;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Attacks;

/// <summary>Codes and refresh tokens are good once, whatever the identity provider does with its own.</summary>
public sealed class ReplayTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refresh_token_works_once_and_its_second_use_ends_the_whole_family(bool ownTokens)
    {
        await using var app = await StartAsync(ownTokens);
        var client = await app.RegisterAsync();
        var first = await client.RedeemAsync(await client.AuthorizeAsync());
        var second = await client.RefreshAsync(first.RefreshToken);
        second.Status.Should().Be(HttpStatusCode.OK);
        second.RefreshToken.Should().NotBe(first.RefreshToken);
        app.Time.Advance(_leeway);

        var stolen = await client.RefreshAsync(first.RefreshToken);

        stolen.Error.Should().Be("invalid_grant");
        (await client.RefreshAsync(second.RefreshToken)).Error.Should().Be("invalid_grant", "one of the two is a thief, and nobody knows which");
        if (ownTokens)
            (await app.CallAsync(second.AccessToken)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        app.Log.Lines.Should().Contain(line => line.Contains("came a second time"));
    }

    [Fact]
    public async Task Another_consent_is_another_family()
    {
        await using var app = await StartAsync(ownTokens: false);
        var client = await app.RegisterAsync();
        var first = await client.RedeemAsync(await client.AuthorizeAsync());
        var other = await client.RedeemAsync(await client.AuthorizeAsync());
        await client.RefreshAsync(first.RefreshToken);
        app.Time.Advance(_leeway);
        (await client.RefreshAsync(first.RefreshToken)).Error.Should().Be("invalid_grant");

        (await client.RefreshAsync(other.RefreshToken)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Many_uses_at_the_same_time_are_one_and_what_follows_is_good_once(bool ownTokens)
    {
        await using var app = await StartAsync(ownTokens);
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());
        var before = app.Provider.TokenRequests.Count;

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.RefreshAsync(tokens.RefreshToken)));

        answers.Should().OnlyContain(answer => answer.Status == HttpStatusCode.OK);
        answers.Select(answer => answer.AccessToken).Distinct().Should().ContainSingle();
        app.Provider.TokenRequests.Count.Should().Be(before + 1, "the provider is asked once");
        (await client.RefreshAsync(answers[0].RefreshToken)).Status.Should().Be(HttpStatusCode.OK);
        app.Time.Advance(_leeway);
        (await client.RefreshAsync(answers[1].RefreshToken)).Error.Should().Be("invalid_grant", "a thief who had the other answer is found out");
        if (ownTokens)
            (await app.CallAsync(answers[0].AccessToken)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_second_use_that_asks_for_something_else_is_a_replay()
    {
        await using var app = await StartAsync(ownTokens: true);
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.AuthorizeAsync(null, ("scope", "shop.read shop.write")));
        await client.RefreshAsync(tokens.RefreshToken, ("scope", "shop.read"));

        (await client.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
    }

    [Fact]
    public async Task Of_many_uses_without_leeway_one_is_the_first()
    {
        await using var app = await StartAsync(ownTokens: false, o => o.RefreshTokenLeeway = TimeSpan.Zero);
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.RefreshAsync(tokens.RefreshToken)));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).Should().BeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_code_that_comes_again_is_refused_and_ends_what_it_gave(bool ownTokens)
    {
        await using var app = await StartAsync(ownTokens);
        // As if the provider did not enforce that its codes are used once.
        app.Provider.CodesWorkAgain = true;
        var client = await app.RegisterAsync();
        var code = await client.AuthorizeAsync();
        var tokens = await client.RedeemAsync(code);

        (await client.RedeemAsync(code)).Error.Should().Be("invalid_grant");

        (await client.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
    }

    [Fact]
    public async Task A_code_that_an_attacker_tries_without_the_proof_stays_good_for_its_client()
    {
        await using var app = await StartAsync(ownTokens: true);
        var client = await app.RegisterAsync();
        var code = await client.AuthorizeAsync();

        (await client.RedeemAsync(code, ("code_verifier", new string('x', 43)))).Error.Should().Be("invalid_grant");

        (await client.RedeemAsync(code)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refresh_that_the_provider_was_down_for_can_be_tried_again()
    {
        await using var app = await StartAsync(ownTokens: false);
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());
        app.Provider.TokenEndpoint = _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        (await client.RefreshAsync(tokens.RefreshToken)).Status.Should().Be(HttpStatusCode.BadGateway);
        app.Provider.TokenEndpoint = null;

        (await client.RefreshAsync(tokens.RefreshToken)).Status.Should().Be(HttpStatusCode.OK);
    }

    private static readonly TimeSpan _leeway = new McpOAuthProxyOptions().RefreshTokenLeeway;

    private static Task<ProxyApp> StartAsync(bool ownTokens, Action<McpOAuthProxyOptions>? configure = null) => ProxyApp.StartAsync(
        o =>
        {
            o.Audience = ownTokens ? null : o.Audience;
            configure?.Invoke(o);
        },
        provider: new FakeIdentityProvider { RotatesRefreshTokens = false, User = new JsonObject { ["sub"] = "alice", ["name"] = "Alice" } });
}
