using System.Text.Json;
using System.Text.Json.Nodes;
using System.Net.Http.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests;

/// <summary>Settings come from code or configuration; what is wrong with them is said when the application starts.</summary>
public sealed class SettingsTests
{
    public static TheoryData<string, Action<McpOAuthProxyOptions>> Mistakes => new()
    {
        { "PublicOrigin is missing", o => o.PublicOrigin = null },
        { "PublicOrigin", o => o.PublicOrigin = new Uri("http://shop.example.com") },
        { "PublicOrigin", o => o.PublicOrigin = new Uri("https://shop.example.com/path?query") },
        { "PublicOrigin", o => o.PublicOrigin = new Uri("/relative", UriKind.Relative) },
        { "PathPrefix", o => o.PathPrefix = "oauth" },
        { "PathPrefix", o => o.PathPrefix = "/oauth/" },
        { "MetadataPath", o => o.MetadataPath = "" },
        { "MetadataAddress is missing", o => o.MetadataAddress = null },
        { "MetadataAddress", o => o.MetadataAddress = new Uri("http://login.example.com/.well-known/openid-configuration") },
        { "TokenEndpoint", o => o.TokenEndpoint = new Uri("ftp://login.example.com/token") },
        { "AuthorizationEndpoint", o => o.AuthorizationEndpoint = new Uri("http://login.example.com/authorize") },
        { "ClientId is missing", o => o.ClientId = " " },
        { "ClientSecret is missing", o => o.ClientSecret = null },
        { "UserInfoEndpoint is missing", o => (o.Audience, o.MetadataAddress, o.UpstreamIssuer, o.AuthorizationEndpoint, o.TokenEndpoint) =
            (null, null, FakeIdentityProvider.Issuer, new Uri("https://login.example.com/authorize"), new Uri("https://login.example.com/token")) },
        { "AudienceParameter is Resource, but Audience is missing", o => (o.Audience, o.AudienceParameter) = (null, UpstreamAudienceParameter.Resource) },
        { "SignInScheme is set together with", o => o.SignInScheme = "Cookies" },
        { "IntrospectionClients is set, but", o => o.IntrospectionClients["orders"] = "a-secret-of-enough-length" },
        { "IntrospectionClients holds 'orders'", o => (o.Audience, o.IntrospectionClients["orders"]) = (null, "short") },
        { "AssertionIssuers is set, but", o => o.AssertionIssuers.Add("https://login.example.com") },
        { "AssertionIssuers holds", o => { o.Audience = null; o.AssertionIssuers.Add("http://login.example.com"); } },
        { "UserIdClaim is empty", o => (o.Audience, o.UserIdClaim) = (null, "") },
        { "UserNameClaim is empty", o => (o.Audience, o.UserNameClaim) = (null, "") },
        { "AccessTokenLifetime", o => o.AccessTokenLifetime = TimeSpan.FromDays(2) },
        { "AdditionalTokenParameters", o => o.AdditionalTokenParameters["code"] = "x" },
        { "AllowedRedirectUris", o => o.AllowedRedirectUris.Add("https://client.example.org/*") },
        { "AllowedRedirectUris", o => o.AllowedRedirectUris.Add("editor:/*") },
        { "AllowedRedirectUris", o => o.AllowedRedirectUris.Add("javascript://x/*") },
        { "AudienceParameter", o => o.AudienceParameter = (UpstreamAudienceParameter)9 },
        { "ClientAuthentication", o => o.ClientAuthentication = (UpstreamClientAuthentication)9 },
        { "DefaultScopes", o => o.DefaultScopes.Add("two scopes") },
        { "AllowedScopes", o => o.AllowedScopes.Add("quoted\"scope") },
        { "RequiredScopes", o => o.RequiredScopes.Add("") },
        { "UpstreamScopes", o => o.UpstreamScopes["a"] = "b c" },
        { "AdditionalAuthorizationParameters", o => o.AdditionalAuthorizationParameters["redirect_uri"] = "https://attacker.example" },
        { "AllowedRedirectUris", o => o.AllowedRedirectUris.Add("https://*.example.org/callback") },
        { "AllowedRedirectUris", o => o.AllowedRedirectUris.Add("http://client.example.org/callback") },
        { "AllowedRedirectUris", o => o.AllowedRedirectUris.Add("https://user@client.example.org/callback") },
        { "AllowedRedirectUris", o => o.AllowedRedirectUris.Add("https://client.example.org/callback#x") },
        { "AllowedRedirectUris", o => o.AllowedRedirectUris.Add("javascript:alert(1)") },
        { "AllowedRedirectUris", o => o.AllowedRedirectUris.Add("data:text/html,x") },
        { "AllowedRedirectUris", o => o.AllowedRedirectUris.Add("callback") },
        { "AllowedClientHosts", o => o.AllowedClientHosts.Add("https://client.example.org") },
        { "AllowedClientHosts", o => o.AllowedClientHosts.Add("127.0.0.1") },
        { "CodeLifetime", o => o.CodeLifetime = TimeSpan.Zero },
        { "CodeLifetime", o => o.CodeLifetime = TimeSpan.FromHours(1) },
        { "ConsentLifetime", o => o.ConsentLifetime = TimeSpan.FromSeconds(-1) },
        { "UpstreamTimeout", o => o.UpstreamTimeout = Timeout.InfiniteTimeSpan },
        { "ConsentPage.LogoUri", o => o.ConsentPage.LogoUri = new Uri("javascript:alert(1)") },
        { "Metadata names the issuer", o => o.Metadata = new JsonObject { ["issuer"] = FakeIdentityProvider.Issuer } },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_wrong_or_missing_setting_stops_the_start_and_is_named(string message, Action<McpOAuthProxyOptions> mistake)
    {
        var start = () => ProxyApp.StartAsync(mistake);

        (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Message
            .Should().Contain("McpOAuthProxyOptions." + message).And.NotContain(FakeIdentityProvider.ClientSecret);
    }

    [Fact]
    public void Every_plain_setting_can_be_bound_from_configuration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mcp:OAuth:PublicOrigin"] = "https://shop.example.com",
            ["Mcp:OAuth:MetadataAddress"] = FakeIdentityProvider.DiscoveryAddress,
            ["Mcp:OAuth:ClientId"] = "id",
            ["Mcp:OAuth:ClientSecret"] = "secret",
            ["Mcp:OAuth:ClientAuthentication"] = "Post",
            ["Mcp:OAuth:Audience"] = "api://shop",
            ["Mcp:OAuth:AudienceParameter"] = "None",
            ["Mcp:OAuth:DefaultScopes:0"] = "shop.read",
            ["Mcp:OAuth:UpstreamScopes:shop.read"] = "api://shop/shop.read",
            ["Mcp:OAuth:AllowedRedirectUris:0"] = "cursor://anysphere.cursor-mcp/oauth/callback",
            ["Mcp:OAuth:AllowedClientHosts:0"] = "client.example.org",
            ["Mcp:OAuth:CodeLifetime"] = "00:00:30",
            ["Mcp:OAuth:ConsentPage:ApplicationName"] = "The Shop",
            ["Mcp:OAuth:ConsentPage:ScopeDescriptions:shop.read"] = "see products",
        }).Build();
        var services = new ServiceCollection().AddMcpOAuthProxy(configuration.GetSection(McpOAuthProxyOptions.SectionName));

        var options = services.BuildServiceProvider().GetRequiredService<IOptions<McpOAuthProxyOptions>>().Value;

        options.PublicOrigin.Should().Be(new Uri("https://shop.example.com"));
        options.ClientSecret.Should().Be("secret");
        options.ClientAuthentication.Should().Be(UpstreamClientAuthentication.Post);
        options.AudienceParameter.Should().Be(UpstreamAudienceParameter.None);
        options.DefaultScopes.Should().Equal("shop.read");
        options.UpstreamScopes["shop.read"].Should().Be("api://shop/shop.read");
        options.AllowedRedirectUris.Should().ContainSingle();
        options.AllowedClientHosts.Should().Equal("client.example.org");
        options.CodeLifetime.Should().Be(TimeSpan.FromSeconds(30));
        options.ConsentPage.ApplicationName.Should().Be("The Shop");
        options.ConsentPage.ScopeDescriptions["shop.read"].Should().Be("see products");
    }

    [Fact]
    public void The_secret_is_in_no_text_form_of_the_settings()
    {
        var options = new McpOAuthProxyOptions { ClientSecret = FakeIdentityProvider.ClientSecret };

        options.ToString().Should().NotContain(FakeIdentityProvider.ClientSecret);
        JsonSerializer.Serialize(options).Should().NotContain(FakeIdentityProvider.ClientSecret).And.NotContain("ClientSecret");
    }

    [Fact]
    public async Task The_metadata_says_what_is_served()
    {
        await using var app = await ProxyApp.StartAsync();

        var document = (await app.CreateClient().GetFromJsonAsync<JsonObject>("/.well-known/oauth-authorization-server"))!;

        JsonNode.DeepEquals(document, JsonNode.Parse("""
            {
              "issuer": "https://shop.example.com",
              "authorization_endpoint": "https://shop.example.com/oauth/authorize",
              "token_endpoint": "https://shop.example.com/oauth/token",
              "registration_endpoint": "https://shop.example.com/oauth/register",
              "response_types_supported": ["code"],
              "response_modes_supported": ["query"],
              "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
              "token_endpoint_auth_methods_supported": ["none", "client_secret_basic", "client_secret_post"],
              "revocation_endpoint": "https://shop.example.com/oauth/revoke",
              "revocation_endpoint_auth_methods_supported": ["none"],
              "code_challenge_methods_supported": ["S256"],
              "authorization_response_iss_parameter_supported": true,
              "scopes_supported": ["shop.write", "shop.read", "offline_access"],
              "client_id_metadata_document_supported": true
            }
            """)).Should().BeTrue(document.ToJsonString());
    }

    [Theory]
    [InlineData("/.well-known/oauth-authorization-server/mcp")]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/mcp/.well-known/openid-configuration")]
    public async Task Metadata_of_an_issuer_with_a_path_does_not_exist(string path)
    {
        await using var app = await ProxyApp.StartAsync();

        (await app.CreateClient().GetAsync(path)).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_document_of_the_operator_is_served_as_it_is_and_nothing_else_of_the_proxy()
    {
        await using var app = await ProxyApp.StartAsync(o =>
        {
            o.ClientId = o.ClientSecret = o.Audience = null;
            o.Metadata = new JsonObject { ["issuer"] = ProxyApp.Origin, ["authorization_endpoint"] = "https://login.example.com/authorize" };
        });
        var http = app.CreateClient();

        (await http.GetStringAsync("/.well-known/oauth-authorization-server")).Should().Contain("https://login.example.com/authorize");
        (await http.GetStringAsync("/.well-known/oauth-protected-resource/mcp")).Should().Contain(ProxyApp.Origin);
        (await http.PostAsync("/oauth/token", null)).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_endpoints_may_lie_at_the_root()
    {
        await using var app = await ProxyApp.StartAsync(o => o.PathPrefix = "");

        (await app.CreateClient().GetStringAsync("/.well-known/oauth-authorization-server")).Should().Contain("\"https://shop.example.com/token\"");
        (await app.CreateClient().PostAsync("/token", null)).StatusCode.Should().Be(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Paths_can_be_moved()
    {
        await using var app = await ProxyApp.StartAsync(o => (o.PathPrefix, o.MetadataPath) = ("/signin/mcp", "/as-metadata"));
        var http = app.CreateClient();

        (await http.GetStringAsync("/as-metadata")).Should().Contain("https://shop.example.com/signin/mcp/token");
        (await http.PostAsync("/signin/mcp/token", null)).StatusCode.Should().Be(System.Net.HttpStatusCode.BadRequest);
    }
}
