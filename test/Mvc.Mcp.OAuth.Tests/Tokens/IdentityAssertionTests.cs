using System.Net;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using ModelContextProtocol.Authentication;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Tokens;

/// <summary>A company's identity provider lets a client act for a user without a browser, by an identity assertion (ID-JAG).</summary>
public sealed class IdentityAssertionTests
{
    [Fact]
    public async Task The_CSharp_SDKs_client_gets_from_an_id_token_to_a_call()
    {
        await using var app = await StartAsync();
        var client = await app.RegisterAsync();
        using var http = new HttpClient(new ByHost(app));
        var provider = new IdentityAssertionGrantProvider(new IdentityAssertionGrantProviderOptions
        {
            ClientId = client.Id,
            IdpTokenEndpoint = FakeIdentityProvider.Issuer + "/token",
            IdpClientId = client.Id,
            Scope = "shop.read",
            IdpScope = "shop.read shop.write admin",
            IdTokenCallback = (_, _) => Task.FromResult("id-token-of-a-single-sign-on"),
        }, http);

        var token = await provider.GetAccessTokenAsync(new Uri(ProxyApp.Resource), new Uri(ProxyApp.Origin));

        (await (await app.CallAsync(token.AccessToken)).Content.ReadAsStringAsync()).Should().Be("hello alice");
        token.RefreshToken.Should().BeNull("the provider is asked each time");
    }

    [Fact]
    public async Task The_scopes_are_those_that_the_assertion_the_client_and_the_server_agree_on()
    {
        await using var app = await StartAsync();
        var client = await app.RegisterAsync();

        ((string)(await ExchangeAsync(app, client, Assertion(client, "shop.read shop.write admin"))).Body["scope"]!).Should().Be("shop.read shop.write");
        ((string)(await ExchangeAsync(app, client, Assertion(client, "shop.read shop.write"), ("scope", "shop.read"))).Body["scope"]!).Should().Be("shop.read");
        (await ExchangeAsync(app, client, Assertion(client, "shop.read"), ("scope", "shop.write"))).Error.Should().Be("invalid_scope");
    }

    [Fact]
    public async Task An_assertion_works_once()
    {
        await using var app = await StartAsync();
        var client = await app.RegisterAsync();
        var assertion = Assertion(client);
        (await ExchangeAsync(app, client, assertion)).Status.Should().Be(HttpStatusCode.OK);

        (await ExchangeAsync(app, client, assertion)).Error.Should().Be("invalid_grant");
    }

    public static TheoryData<string, Action<SecurityTokenDescriptor>> Forgeries => new()
    {
        { "another audience", token => token.Audience = "https://other.example.com" },
        { "another issuer", token => token.Issuer = "https://attacker.example" },
        { "an id_token", token => token.TokenType = "JWT" },
        { "another key", token => token.SigningCredentials = new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "test" }, SecurityAlgorithms.RsaSha256) },
        { "a shared key", token => token.SigningCredentials = new(new SymmetricSecurityKey(new byte[32]) { KeyId = "test" }, SecurityAlgorithms.HmacSha256) },
        { "no signature", token => token.SigningCredentials = null },
        { "expired", token => (token.NotBefore, token.IssuedAt, token.Expires) = (DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddHours(-1)) },
        { "another client", token => token.Claims["client_id"] = "another" },
        { "no identifier", token => token.Claims.Remove("jti") },
        { "no user", token => token.Claims.Remove("sub") },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task An_assertion_that_is_not_what_it_should_be_is_refused(string _, Action<SecurityTokenDescriptor> change)
    {
        await using var app = await StartAsync();
        var client = await app.RegisterAsync();

        (await ExchangeAsync(app, client, FakeIdentityProvider.Assert(ProxyApp.Origin, ProxyApp.Resource, "shop.read", client.Id, change))).Error.Should().Be("invalid_grant");
    }

    [Fact]
    public async Task An_assertion_for_another_resource_is_refused()
    {
        await using var app = await StartAsync();
        var client = await app.RegisterAsync();

        (await ExchangeAsync(app, client, FakeIdentityProvider.Assert(ProxyApp.Origin, "https://other.example.com/mcp", "shop.read", client.Id))).Error.Should().Be("invalid_target");
    }

    private static Task<ProxyApp> StartAsync() => ProxyApp.StartAsync(o =>
    {
        o.Audience = null;
        o.AssertionIssuers.Add(FakeIdentityProvider.Issuer);
    });

    private static string Assertion(McpClientDouble client, string scope = "shop.read") =>
        FakeIdentityProvider.Assert(ProxyApp.Origin, ProxyApp.Resource, scope, client.Id);

    private static async Task<TokenAnswer> ExchangeAsync(ProxyApp app, McpClientDouble client, string assertion, params (string Name, string Value)[] further)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
            ["assertion"] = assertion,
            ["client_id"] = client.Id,
        };
        foreach (var (name, value) in further)
            form[name] = value;
        return await TokenAnswer.ReadAsync(await app.CreateClient().PostAsync("/oauth/token", new FormUrlEncodedContent(form)));
    }

    private sealed class ByHost(ProxyApp app) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _provider = new(app.Provider, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Host == new Uri(FakeIdentityProvider.Issuer).Host)
                return await _provider.SendAsync(request, cancellationToken);
            var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
            foreach (var header in request.Headers)
                copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
            return await app.CreateClient().SendAsync(copy, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            _provider.Dispose();
            base.Dispose(disposing);
        }
    }
}
