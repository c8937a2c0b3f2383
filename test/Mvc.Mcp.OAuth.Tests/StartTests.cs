using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests;

/// <summary>What does not fit together is said at the start, and an identity provider that is down stops nothing.</summary>
public sealed class StartTests
{
    private const string Disagreement = "do not agree";

    [Fact]
    public async Task Shared_keys_without_a_shared_cache_are_warned_of()
    {
        var folder = Directory.CreateTempSubdirectory("mvc-mcp-keys-");
        try
        {
            await using var weak = await ProxyApp.StartAsync(services: s => s.AddDataProtection().PersistKeysToFileSystem(folder));
            await using var strong = await ProxyApp.StartAsync(services: s =>
            {
                s.AddDataProtection().PersistKeysToFileSystem(folder);
                s.AddSingleton<IDistributedCache, SharedCacheDouble>();
            });

            weak.Log.Lines.Should().Contain(line => line.StartsWith("Warning") && line.Contains("no shared IDistributedCache"));
            strong.Log.Lines.Should().NotContain(line => line.Contains("no shared IDistributedCache"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_provider_that_agrees_is_not_warned_of()
    {
        await using var app = await ProxyApp.StartAsync();

        app.Log.Lines.Should().NotContain(line => line.Contains(Disagreement));
    }

    public static TheoryData<string, Action<JsonObject>, Action<McpOAuthProxyOptions>> Disagreements => new()
    {
        { "client_secret_post", d => d["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post"), _ => { } },
        { "S256", d => d["code_challenge_methods_supported"] = new JsonArray("plain"), _ => { } },
        { "userinfo_endpoint", d => d.Remove("userinfo_endpoint"), o => o.Audience = null },
        { "set it to Audience", d => d["issuer"] = "https://shop.eu.auth0.com", _ => { } },
        { "Entra ID refuses", d => d["issuer"] = "https://login.microsoftonline.com/x/v2.0", o => o.AudienceParameter = UpstreamAudienceParameter.Resource },
    };

    [Theory]
    [MemberData(nameof(Disagreements))]
    public async Task A_provider_and_settings_that_do_not_agree_are_warned_of(string expected, Action<JsonObject> document, Action<McpOAuthProxyOptions> configure)
    {
        var described = new JsonObject
        {
            ["issuer"] = FakeIdentityProvider.Issuer,
            ["authorization_endpoint"] = FakeIdentityProvider.Issuer + "/authorize",
            ["token_endpoint"] = FakeIdentityProvider.Issuer + "/token",
            ["userinfo_endpoint"] = FakeIdentityProvider.Issuer + "/userinfo",
        };
        document(described);

        await using var app = await ProxyApp.StartAsync(configure, provider: new FakeIdentityProvider { Discovery = () => FakeIdentityProvider.Json(HttpStatusCode.OK, described.DeepClone()) });

        app.Log.Lines.Should().ContainSingle(line => line.Contains(Disagreement)).Which.Should().Contain(expected);
    }

    [Fact]
    public async Task A_provider_that_is_down_at_the_start_stops_nothing()
    {
        var provider = new FakeIdentityProvider { Discovery = () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) };

        await using var app = await ProxyApp.StartAsync(provider: provider);

        app.Log.Lines.Should().Contain(line => line.Contains("cannot be asked at the start"));
    }

    [Fact]
    public async Task A_provider_that_fails_when_patience_has_ended_stops_nothing_either()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var provider = new FakeIdentityProvider
        {
            Discovery = () =>
            {
                time.Advance(TimeSpan.FromSeconds(6));
                throw new HttpRequestException("The answer is late.");
            },
        };

        await using var app = await ProxyApp.StartAsync(provider: provider, services: s => s.AddSingleton<TimeProvider>(time));

        app.Log.Lines.Should().Contain(line => line.Contains("cannot be asked at the start"));
    }

    [Fact]
    public void Each_known_provider_is_set_up_by_one_line_with_settings_that_hold()
    {
        foreach (var (preset, own) in new (Action<McpOAuthProxyOptions> Preset, bool Own)[]
        {
            (o => o.ForEntraId("contoso.example", "api-client-id", "api://shop", "shop.read"), false),
            (o => o.ForAuth0("shop.eu.auth0.com", "https://api.shop.example"), false),
            (o => o.ForOkta("shop.okta.com"), false),
            (o => o.ForKeycloak(new Uri("https://id.example.com/realms/shop"), "shop-api"), false),
            (o => o.ForOpenIddict(new Uri("https://id.example.com"), "shop-api"), false),
            (o => o.ForOpenIddict(new Uri("https://id.example.com")), true),
            (o => o.ForGoogle(), true),
            (o => o.ForGitHub(), true),
            (o => o.ForCognito("eu-central-1", "pool"), true),
        })
        {
            var options = new McpOAuthProxyOptions { PublicOrigin = new Uri(ProxyApp.Origin), ClientId = "id", ClientSecret = "secret" };
            preset(options);

            new Settings.McpOAuthProxyOptionsValidator().Validate(null, options).Failures.Should().BeNull();
            options.IssuesOwnTokens.Should().Be(own);
        }
    }
}
