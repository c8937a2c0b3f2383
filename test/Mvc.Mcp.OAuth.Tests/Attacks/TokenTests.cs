using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Callback;
using Mvc.Mcp.OAuth.Proxy.Consent;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Proxy.Registration;
using Mvc.Mcp.OAuth.Proxy.Token;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Attacks;

/// <summary>The token endpoint proves everything before it touches the identity provider, and hands on nothing foreign.</summary>
public sealed class TokenTests
{
    [Theory]
    [InlineData("another-verifier-of-at-least-forty-three-characters-0")]
    [InlineData("short")]
    [InlineData(null)]
    public async Task A_wrong_or_missing_verifier_is_refused_before_the_provider_is_asked(string? verifier)
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();

        var answer = await client.RedeemAsync(await client.AuthorizeAsync(), ("code_verifier", verifier));

        AssertRefused(app, answer, "invalid_grant");
    }

    [Fact]
    public async Task The_challenge_is_no_verifier()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();

        AssertRefused(app, await client.RedeemAsync(await client.AuthorizeAsync(), ("code_verifier", McpClientDouble.Challenge)), "invalid_grant");
    }

    [Fact]
    public async Task A_code_works_once()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var code = await client.AuthorizeAsync();
        (await client.RedeemAsync(code)).Status.Should().Be(HttpStatusCode.OK);

        var again = await client.RedeemAsync(code);

        again.Status.Should().Be(HttpStatusCode.BadRequest);
        again.Error.Should().Be("invalid_grant");
    }

    [Fact]
    public async Task A_code_of_another_client_is_refused()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var other = await app.RegisterAsync();

        AssertRefused(app, await other.RedeemAsync(await client.AuthorizeAsync()), "invalid_grant");
    }

    [Fact]
    public async Task A_code_for_another_redirect_uri_is_refused()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();

        AssertRefused(app, await client.RedeemAsync(await client.AuthorizeAsync(), ("redirect_uri", "http://127.0.0.1:1/callback")), "invalid_grant");
        AssertRefused(app, await client.RedeemAsync(await client.AuthorizeAsync(), ("redirect_uri", null)), "invalid_grant");
    }

    [Fact]
    public async Task A_code_expires()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var code = await client.AuthorizeAsync();
        app.Time.Advance(TimeSpan.FromSeconds(61));

        AssertRefused(app, await client.RedeemAsync(code), "invalid_grant");
    }

    [Fact]
    public async Task An_envelope_of_one_kind_is_none_of_another()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        var consent = await browser.GetAsync(client.AuthorizeAddress());
        var form = consent.Body.Split("name=\"request\" value=\"")[1].Split('"')[0];
        await browser.AnswerAsync(consent, "allow");
        var cookie = browser.Cookies.Values.Single();
        var code = await client.AuthorizeAsync();
        var refreshToken = (await client.RedeemAsync(await client.AuthorizeAsync())).RefreshToken;
        app.Provider.TokenRequests.Clear();

        foreach (var foreign in new[] { client.Id, form, cookie, refreshToken })
            AssertRefused(app, await client.RedeemAsync(foreign), "invalid_grant");
        foreach (var foreign in new[] { client.Id, form, cookie, code })
            AssertRefused(app, await client.RefreshAsync(foreign), "invalid_grant");
        foreach (var foreign in new[] { form, cookie, code, refreshToken })
            (await client.RedeemAsync(code, ("client_id", foreign))).Error.Should().Be("invalid_client");
    }

    [Fact]
    public void The_kind_is_part_of_the_seal()
    {
        // Even where two kinds would hold the same words, one never opens as the other.
        var options = Microsoft.Extensions.Options.Options.Create(new McpOAuthProxyOptions { PublicOrigin = new Uri(ProxyApp.Origin) });
        var keys = new EphemeralDataProtectionProvider();
        var sealer = new EnvelopeSealer(keys, options, TimeProvider.System);
        var request = new AuthorizationRequest { ClientBinding = "c", ClientName = "n", RedirectUri = "r", CodeChallenge = "p", Scopes = [], MayRefresh = true };
        var signIn = sealer.Seal(new SignInEnvelope { Request = request, UpstreamState = "s", UpstreamVerifier = "v" }, TimeSpan.FromMinutes(1));

        sealer.Open<SignInEnvelope>(signIn).Should().NotBeNull();
        sealer.Open<CodeEnvelope>(signIn).Should().BeNull();
        sealer.Open<ConsentEnvelope>(signIn).Should().BeNull();
        sealer.Open<RegistrationEnvelope>(signIn).Should().BeNull();
        sealer.Open<RefreshEnvelope>(signIn).Should().BeNull();
    }

    [Fact]
    public async Task A_code_of_another_issuer_is_refused_even_under_the_same_keys()
    {
        var keys = new EphemeralDataProtectionProvider();
        await using var app = await ProxyApp.StartAsync(keys: keys);
        var client = await app.RegisterAsync();
        var elsewhere = new EnvelopeSealer(keys,
            Microsoft.Extensions.Options.Options.Create(new McpOAuthProxyOptions { PublicOrigin = new Uri("https://other.example.com") }), app.Time);
        var code = app.Services.GetRequiredService<EnvelopeSealer>().Open<CodeEnvelope>(await client.AuthorizeAsync())!;

        AssertRefused(app, await client.RedeemAsync(elsewhere.Seal(code, TimeSpan.FromMinutes(1))), "invalid_grant");
    }

    [Fact]
    public async Task A_code_of_another_key_ring_is_refused()
    {
        await using var app = await ProxyApp.StartAsync();
        await using var other = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var foreign = await other.RegisterAsync();

        AssertRefused(app, await client.RedeemAsync(await foreign.AuthorizeAsync()), "invalid_grant");
        (await client.RedeemAsync(await client.AuthorizeAsync(), ("client_id", foreign.Id))).Error.Should().Be("invalid_client");
    }

    [Fact]
    public async Task A_changed_code_is_refused()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var code = await client.AuthorizeAsync();
        var middle = code.Length / 2;

        AssertRefused(app, await client.RedeemAsync(code[..middle] + (code[middle] == 'A' ? 'B' : 'A') + code[(middle + 1)..]), "invalid_grant");
        AssertRefused(app, await client.RedeemAsync(new string('A', 20_000)), "invalid_grant");
        AssertRefused(app, await client.RedeemAsync("ÿ not base64"), "invalid_grant");
    }

    [Theory]
    [InlineData("api://another-api")]
    [InlineData("api://shop/more")]
    [InlineData("API://SHOP")]
    public async Task A_token_for_another_audience_never_reaches_the_client(string audience)
    {
        await using var app = await ProxyApp.StartAsync(provider: new FakeIdentityProvider { TokenAudience = audience });
        var client = await app.RegisterAsync();

        AssertUpstreamFailure(await client.RedeemAsync(await client.AuthorizeAsync()));
    }

    [Theory]
    [InlineData("an-opaque-token")]
    [InlineData("12345")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..iv.ciphertext.tag")]
    public async Task An_opaque_token_never_reaches_the_client(string token)
    {
        await using var app = await ProxyApp.StartAsync(provider: new FakeIdentityProvider { AccessToken = _ => token });
        var client = await app.RegisterAsync();

        AssertUpstreamFailure(await client.RedeemAsync(await client.AuthorizeAsync()));
    }

    [Fact]
    public async Task A_refreshed_token_for_another_audience_never_reaches_the_client()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());
        app.Provider.TokenAudience = "api://another-api";

        AssertUpstreamFailure(await client.RefreshAsync(tokens.RefreshToken));
    }

    [Fact]
    public async Task The_id_token_and_the_providers_own_refresh_token_stay_here()
    {
        await using var app = await ProxyApp.StartAsync(o => o.RequiredScopes.Add("openid"));
        var client = await app.RegisterAsync();

        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());
        var refreshed = await client.RefreshAsync(tokens.RefreshToken);

        foreach (var answer in new[] { tokens, refreshed })
        {
            answer.Status.Should().Be(HttpStatusCode.OK);
            answer.Body.Select(p => p.Key).Should().BeEquivalentTo("access_token", "token_type", "expires_in", "scope", "refresh_token");
            foreach (var secret in app.Provider.Secrets)
                answer.Body.ToJsonString().Should().NotContain(secret);
        }
    }

    [Fact]
    public async Task A_refresh_token_of_another_client_is_refused()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var other = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());
        app.Provider.TokenRequests.Clear();

        AssertRefused(app, await other.RefreshAsync(tokens.RefreshToken), "invalid_grant");
    }

    [Fact]
    public async Task A_refresh_token_expires_even_where_the_provider_would_go_on()
    {
        await using var app = await ProxyApp.StartAsync(o => o.RefreshTokenLifetime = TimeSpan.FromDays(1));
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());
        app.Provider.TokenRequests.Clear();
        app.Time.Advance(TimeSpan.FromDays(1));

        AssertRefused(app, await client.RefreshAsync(tokens.RefreshToken), "invalid_grant");
    }

    [Fact]
    public async Task A_refresh_can_narrow_the_scopes_and_never_widen_them()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.AuthorizeAsync(null, ("scope", "shop.read shop.write")));
        app.Provider.TokenRequests.Clear();

        AssertRefused(app, await client.RefreshAsync(tokens.RefreshToken, ("scope", "shop.read offline_access")), "invalid_scope");
        var narrowed = await client.RefreshAsync(tokens.RefreshToken, ("scope", "shop.read"));
        ((string)narrowed.Body["scope"]!).Should().Be("shop.read");
    }

    [Theory]
    [InlineData("https://other.example.com/mcp")]
    [InlineData(ProxyApp.Origin + "/elsewhere")]
    public async Task A_foreign_resource_is_refused(string resource)
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var code = await client.AuthorizeAsync();

        AssertRefused(app, await client.RedeemAsync(code, ("resource", resource)), "invalid_target");
        var tokens = await client.RedeemAsync(code);
        app.Provider.TokenRequests.Clear();
        AssertRefused(app, await client.RefreshAsync(tokens.RefreshToken, ("resource", resource)), "invalid_target");
    }

    [Fact]
    public async Task A_foreign_resource_is_refused_where_the_authorization_named_none()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var code = await client.AuthorizeAsync(null, ("resource", null));

        AssertRefused(app, await client.RedeemAsync(code, ("resource", "https://other.example.com/mcp")), "invalid_target");
        (await client.RedeemAsync(code, ("resource", null))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_code_for_one_endpoint_is_not_redeemed_for_another()
    {
        await using var app = await ProxyApp.StartAsync(before: web => ProxyApp.MapMcpDouble(web, "/other"));
        var client = await app.RegisterAsync();

        AssertRefused(app, await client.RedeemAsync(await client.AuthorizeAsync(), ("resource", ProxyApp.Origin + "/other")), "invalid_target");
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData(FakeIdentityProvider.ClientId)]
    [InlineData(null)]
    public async Task An_unknown_client_is_refused(string? clientId)
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();

        var answer = await client.RedeemAsync(await client.AuthorizeAsync(), ("client_id", clientId));

        answer.Status.Should().Be(HttpStatusCode.Unauthorized);
        answer.Error.Should().Be("invalid_client");
        app.Provider.TokenRequests.Should().BeEmpty();
    }

    [Fact]
    public async Task The_registered_clients_own_secret_opens_nothing_here()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var code = await client.AuthorizeAsync();

        (await client.RedeemAsync(code, ("client_secret", FakeIdentityProvider.ClientSecret))).Error.Should().Be("invalid_client");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = client.Id,
            }),
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("x:y"u8)) },
        };
        (await app.CreateClient().SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        app.Provider.TokenRequests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("password")]
    [InlineData("urn:ietf:params:oauth:grant-type:jwt-bearer")]
    [InlineData("urn:ietf:params:oauth:grant-type:token-exchange")]
    [InlineData(null)]
    public async Task Other_grants_are_not_served(string? grant)
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();

        AssertRefused(app, await client.RedeemAsync("x", ("grant_type", grant)), "unsupported_grant_type");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "grant_type=authorization_code&grant_type=refresh_token")]
    [InlineData("application/json", "{}")]
    [InlineData("multipart/form-data; boundary=x", "--x--")]
    [InlineData(null, "")]
    public async Task A_malformed_request_is_refused(string? contentType, string body)
    {
        await using var app = await ProxyApp.StartAsync();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        var answer = await TokenAnswer.ReadAsync(await app.CreateClient().PostAsync("/oauth/token", content));

        AssertRefused(app, answer, "invalid_request");
    }

    [Fact]
    public async Task An_oversized_request_is_refused()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();

        AssertRefused(app, await client.RedeemAsync("x", ("padding", new string('x', 41_000))), "invalid_request");
        AssertRefused(app, await client.RedeemAsync("x", [.. Enumerable.Range(0, 100).Select(i => ($"p{i}", (string?)"x"))]), "invalid_request");
    }

    private static void AssertRefused(ProxyApp app, TokenAnswer answer, string error)
    {
        answer.Error.Should().Be(error);
        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.CacheControl.Should().Contain("no-store");
        app.Provider.TokenRequests.Should().BeEmpty("nothing is asked of the provider before the client has proved itself");
    }

    private static void AssertUpstreamFailure(TokenAnswer answer)
    {
        answer.Status.Should().Be(HttpStatusCode.BadGateway);
        answer.Error.Should().Be("server_error");
        answer.AccessToken.Should().BeNull();
        answer.RefreshToken.Should().BeNull();
    }
}
