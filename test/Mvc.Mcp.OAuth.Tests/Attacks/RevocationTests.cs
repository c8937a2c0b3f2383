using System.Net;
using System.Text.Json.Nodes;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Attacks;

/// <summary>A client can give its tokens back (RFC 7009), and nobody else can.</summary>
public sealed class RevocationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Giving_back_either_token_ends_both_at_once(bool refreshToken)
    {
        await using var app = await StartAsync();
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());
        (await app.CallAsync(tokens.AccessToken)).StatusCode.Should().Be(HttpStatusCode.OK);

        (await client.RevokeAsync(refreshToken ? tokens.RefreshToken : tokens.AccessToken)).Should().Be(HttpStatusCode.OK);

        (await app.CallAsync(tokens.AccessToken)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await client.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_identity_provider_gets_its_refresh_token_back(bool ownTokens)
    {
        await using var app = await StartAsync(ownTokens);
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());

        await client.RevokeAsync(tokens.RefreshToken);

        app.Provider.Revoked.Should().ContainSingle().Which.Should().StartWith("upstream-refresh-");
        (await client.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
    }

    [Fact]
    public async Task Another_client_ends_nothing_and_learns_nothing()
    {
        await using var app = await StartAsync();
        var client = await app.RegisterAsync();
        var other = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());

        foreach (var token in new[] { tokens.AccessToken, tokens.RefreshToken, "unknown" })
            (await other.RevokeAsync(token)).Should().Be(HttpStatusCode.OK);

        (await app.CallAsync(tokens.AccessToken)).StatusCode.Should().Be(HttpStatusCode.OK);
        app.Provider.Revoked.Should().BeEmpty();
    }

    [Theory]
    [InlineData("token=x", HttpStatusCode.Unauthorized)]
    [InlineData("token=x&client_id=unknown", HttpStatusCode.Unauthorized)]
    [InlineData("client_id=x", HttpStatusCode.BadRequest)]
    public async Task A_malformed_request_is_refused(string form, HttpStatusCode status)
    {
        await using var app = await StartAsync();

        var answer = await app.CreateClient().PostAsync("/oauth/revoke", new StringContent(form, null, "application/x-www-form-urlencoded"));

        answer.StatusCode.Should().Be(status);
    }

    private static Task<ProxyApp> StartAsync(bool ownTokens = true) => ProxyApp.StartAsync(
        o => o.Audience = ownTokens ? null : o.Audience,
        provider: new FakeIdentityProvider { User = new JsonObject { ["sub"] = "alice" } });
}
