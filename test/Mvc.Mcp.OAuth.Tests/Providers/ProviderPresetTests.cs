using System.Net;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.OAuth.Tests.TestApp;
using Mvc.Mcp.OAuth.Upstream;

namespace Mvc.Mcp.OAuth.Tests.Providers;

/// <summary>
/// What each preset sets, before a provider in memory that behaves as the real one's documentation says. The real ones are
/// not asked: docs/providers says so.
/// </summary>
public sealed class ProviderPresetTests
{
    private static readonly Dictionary<string, (Func<PublicProvider> Provider, Action<McpOAuthProxyOptions> Preset)> _presets = new()
    {
        ["Entra ID"] = (() => new EntraId(), o => o.ForEntraId(EntraId.Tenant, EntraId.Api, "api://shop", "shop.read", "shop.write")),
        ["Auth0"] = (() => new Auth0(), o => o.ForAuth0("shop.eu.auth0.com", "https://api.shop.example")),
        ["Okta"] = (() => new Okta(), o => o.ForOkta("shop.okta.com")),
        ["Keycloak"] = (() => new Keycloak(), o => o.ForKeycloak(new Uri("https://id.example.com/realms/shop"), "shop-api")),
        ["Google"] = (() => new Google(), o => o.ForGoogle()),
        ["GitHub"] = (() => new GitHub(), o => o.ForGitHub()),
        ["Cognito"] = (() => new Cognito(), o => o.ForCognito("eu-central-1", "eu-central-1_Example")),
    };

    public static TheoryData<string> All => [.. _presets.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_client_signs_in_calls_refreshes_and_gives_its_tokens_back(string name)
    {
        var provider = _presets[name].Provider();
        await using var app = await StartAsync(provider, _presets[name].Preset);
        var client = await app.RegisterAsync();

        var tokens = await SignInAsync(app, provider, client);

        tokens.Status.Should().Be(HttpStatusCode.OK, tokens.Body.ToJsonString());
        ((string)tokens.Body["scope"]!).Should().Contain("shop.read");
        (await app.CallAsync(tokens.AccessToken)).StatusCode.Should().Be(HttpStatusCode.OK);
        var refreshed = await client.RefreshAsync(tokens.RefreshToken);
        refreshed.Status.Should().Be(HttpStatusCode.OK, refreshed.Body.ToJsonString());
        (await app.CallAsync(refreshed.AccessToken)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await client.RevokeAsync(refreshed.RefreshToken)).Should().Be(HttpStatusCode.OK);
        (await client.RefreshAsync(refreshed.RefreshToken)).Error.Should().Be("invalid_grant");
        provider.Revoked.Should().HaveCount(provider.RevocationEndpoint is null ? 0 : 1, "it takes refresh tokens back where it can");
        app.Log.Lines.Should().NotContain(line => line.StartsWith("Warning Mvc.Mcp") || line.StartsWith("Error Mvc.Mcp"), "the start finds nothing wrong with the preset");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_code_that_the_provider_has_forgotten_is_no_grant(string name)
    {
        var provider = _presets[name].Provider();
        await using var app = await StartAsync(provider, _presets[name].Preset);
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        var upstream = await browser.AnswerAsync(await browser.GetAsync(client.AuthorizeAddress()), "allow");
        var back = provider.SignIn(upstream.Location!).AbsoluteUri.Replace("code=code-", "code=forgotten-", StringComparison.Ordinal);

        (await client.RedeemAsync((await browser.GetAsync(back)).Sent("code"))).Error.Should().Be("invalid_grant");
    }

    [Theory]
    [InlineData("Entra ID", "alice", "shop.read shop.write")]
    [InlineData("Google", "alice", "openid profile email")]
    [InlineData("GitHub", "583231", "read:user")]
    [InlineData("Cognito", "alice", "openid profile email")]
    public async Task The_user_is_whom_the_provider_names_and_it_is_asked_for_what_it_knows(string name, string user, string asked)
    {
        var provider = _presets[name].Provider();
        await using var app = await StartAsync(provider, _presets[name].Preset);

        var tokens = await SignInAsync(app, provider, await app.RegisterAsync());

        (await (await app.CallAsync(tokens.AccessToken)).Content.ReadAsStringAsync()).Should().Be("hello " + user);
        provider.AskedScope.Replace("api://shop/", "", StringComparison.Ordinal).Replace(" offline_access", "", StringComparison.Ordinal).Should().Be(asked);
    }

    // What would be without the setting: each refusal shows that the provider in memory is one that needs it.
    public static TheoryData<string, string, Action<McpOAuthProxyOptions>> Without => new()
    {
        { "Entra ID", "WiderScopes: all scopes that were ever granted", o => o.RequiredScopes.Clear() },
        { "Entra ID", "scope at the token endpoint", o => o.AdditionalTokenParameters.Clear() },
        { "Entra ID", "the API's audience", o => o.Audience = "api://shop" },
        { "Auth0", "audience", o => o.AudienceParameter = UpstreamAudienceParameter.None },
        { "Auth0", "secret in the body", o => o.ClientAuthentication = UpstreamClientAuthentication.Basic },
        { "Okta", "secret in the header", o => o.ClientAuthentication = UpstreamClientAuthentication.Post },
        { "Keycloak", "the mapper's audience", o => o.Audience = "account" },
        { "GitHub", "secret in the body", o => o.ClientAuthentication = UpstreamClientAuthentication.Basic },
        { "GitHub", "the user's identifier", o => o.UserIdClaim = "sub" },
    };

    [Theory]
    [MemberData(nameof(Without))]
    public async Task Without_what_the_preset_sets_there_is_no_token(string name, string setting, Action<McpOAuthProxyOptions> change)
    {
        var provider = _presets[name].Provider();
        await using var app = await StartAsync(provider, o =>
        {
            _presets[name].Preset(o);
            change(o);
        });

        (await SignInAsync(app, provider, await app.RegisterAsync())).AccessToken.Should().BeNull(setting);
    }

    [Fact]
    public async Task Keycloaks_second_audience_is_refused_until_it_is_taken_away_or_listed()
    {
        var provider = new Keycloak { WithoutRoles = false };
        await using var refusing = await StartAsync(provider, _presets["Keycloak"].Preset);
        (await SignInAsync(refusing, provider, await refusing.RegisterAsync())).AccessToken.Should().BeNull();
        refusing.Log.Lines.Should().Contain(line => line.Contains("also for account"));

        await using var listing = await StartAsync(provider, o =>
        {
            _presets["Keycloak"].Preset(o);
            o.AllowedAudiences.Add("account");
        });
        (await SignInAsync(listing, provider, await listing.RegisterAsync())).AccessToken.Should().NotBeNull();
    }

    [Fact]
    public async Task Auth0s_user_information_as_a_second_audience_does_no_harm()
    {
        var provider = new Auth0();
        await using var app = await StartAsync(provider, o =>
        {
            _presets["Auth0"].Preset(o);
            o.RequiredScopes.Add("openid");
        });

        (await SignInAsync(app, provider, await app.RegisterAsync())).AccessToken.Should().NotBeNull();
    }

    [Fact]
    public async Task Google_is_not_sent_a_prompt_that_it_does_not_know()
    {
        var provider = new Google();
        await using var app = await StartAsync(provider, _presets["Google"].Preset);

        (await SignInAsync(app, provider, await app.RegisterAsync(), ("prompt", "login"))).RefreshToken.Should().NotBeNull();
    }

    private static Task<ProxyApp> StartAsync(PublicProvider provider, Action<McpOAuthProxyOptions> preset) => ProxyApp.StartAsync(
        o =>
        {
            (o.MetadataAddress, o.Audience) = (null, null);
            (o.ClientId, o.ClientSecret) = (PublicProvider.ClientId, PublicProvider.ClientSecret);
            preset(o);
        },
        services: services =>
        {
            services.AddHttpClient(DuendeUpstream.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => provider);
            services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, o => o.TokenValidationParameters = new()
            {
                ValidIssuer = provider.Issuer, IssuerSigningKey = PublicProvider.Key,
                ValidAudiences = [EntraId.Api, "https://api.shop.example", "api://default", "shop-api"],
            });
        },
        policy: policy => policy.RequireMcpScope("shop.read"));

    private static async Task<TokenAnswer> SignInAsync(ProxyApp app, PublicProvider provider, McpClientDouble client, params (string Name, string? Value)[] changes)
    {
        var browser = app.CreateBrowser();
        var upstream = await browser.AnswerAsync(await browser.GetAsync(client.AuthorizeAddress(changes)), "allow");
        return await client.RedeemAsync((await browser.GetAsync(provider.SignIn(upstream.Location!))).Sent("code"));
    }
}
