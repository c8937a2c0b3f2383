using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests;

/// <summary>A client that acts for itself and is registered at the identity provider gets its token by the same metadata.</summary>
public sealed class ClientCredentialsTests
{
    private const string Secret = "the-machines-own-secret";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Its_own_credentials_go_on_as_they_came_and_the_proxys_do_not(bool basic)
    {
        await using var app = await StartAsync();

        var answer = await AskAsync(app, basic, Secret);

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.RefreshToken.Should().BeNull();
        (await app.CallAsync(answer.AccessToken)).StatusCode.Should().Be(HttpStatusCode.OK);
        var request = app.Provider.TokenRequests.Single();
        request.Values.Should().NotContain(value => value.Contains(FakeIdentityProvider.ClientSecret) || value.Contains(FakeIdentityProvider.ClientId));
        request.ContainsKey("client_secret").Should().Be(!basic);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wrong_credentials_are_refused_as_the_provider_refuses_them(bool basic)
    {
        await using var app = await StartAsync();

        var answer = await AskAsync(app, basic, "wrong");

        answer.Status.Should().Be(HttpStatusCode.Unauthorized);
        answer.Error.Should().Be("invalid_client");
    }

    [Fact]
    public async Task The_proxys_own_credentials_are_never_used_for_a_client_without_any()
    {
        await using var app = await StartAsync();

        (await AskAsync(app, false, null)).Error.Should().Be("invalid_client");

        app.Provider.TokenRequests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_token_for_another_audience_never_reaches_the_client()
    {
        await using var app = await StartAsync();
        app.Provider.TokenAudience = "https://graph.example";

        (await AskAsync(app, true, Secret)).Error.Should().Be("server_error");
    }

    [Fact]
    public async Task A_scope_that_is_not_known_here_is_refused_before_the_provider_is_asked()
    {
        await using var app = await StartAsync();

        (await AskAsync(app, true, Secret, "admin")).Error.Should().Be("invalid_scope");

        app.Provider.TokenRequests.Should().BeEmpty();
    }

    [Fact]
    public async Task Where_this_application_issues_the_tokens_there_are_no_such_clients()
    {
        await using var app = await ProxyApp.StartAsync(o => o.Audience = null);

        (await AskAsync(app, false, Secret)).Error.Should().Be("invalid_client");
        (await app.CreateClient().GetStringAsync("/.well-known/oauth-authorization-server")).Should().NotContain("client_credentials").And.NotContain("client_secret_basic");
    }

    private static Task<ProxyApp> StartAsync() => ProxyApp.StartAsync(provider: new FakeIdentityProvider { Machines = { ["machine"] = Secret } });

    private static async Task<TokenAnswer> AskAsync(ProxyApp app, bool basic, string? secret, string scope = "shop.read")
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["scope"] = scope, ["resource"] = ProxyApp.Resource };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token");
        if (basic)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"machine:{Uri.EscapeDataString(secret!)}")));
        else
            form["client_id"] = "machine";
        if (!basic && secret is not null)
            form["client_secret"] = secret;
        request.Content = new FormUrlEncodedContent(form);
        return await TokenAnswer.ReadAsync(await app.CreateClient().SendAsync(request));
    }
}
