using System.Net;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Attacks;

/// <summary>The authorization endpoint takes its parameters from whoever made the link.</summary>
public sealed class AuthorizationTests
{
    [Theory]
    [InlineData("https://attacker.example/")]
    [InlineData("http://127.0.0.1:4711/callback/more")]
    [InlineData("http://127.0.0.1:4711/other")]
    [InlineData("http://127.0.0.1:4711/callback?more=1")]
    [InlineData("http://127.0.0.1:4711/callback#fragment")]
    [InlineData("http://127.0.0.1:4711/CALLBACK")]
    [InlineData("http://127.0.0.1:4711/x/../callback")]
    [InlineData("http://localhost:4711/callback")]
    [InlineData("http://127.0.0.1:4711@attacker.example/callback")]
    [InlineData("http://user@127.0.0.1:4711/callback")]
    [InlineData("http://127.0.0.1:4711\\@attacker.example/callback")]
    [InlineData("https://127.0.0.1:4711/callback")]
    [InlineData("javascript:alert(1)")]
    [InlineData(ProxyApp.HostedClient)]
    [InlineData(null)]
    public async Task A_redirect_uri_that_the_client_did_not_register_is_shown_as_an_error_and_never_followed(string? uri)
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync("http://127.0.0.1:4711/callback");

        var page = await app.CreateBrowser().GetAsync(client.AuthorizeAddress(("redirect_uri", uri)));

        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Location.Should().BeNull();
        page.Body.Should().NotContain("attacker");
    }

    [Fact]
    public async Task A_loopback_redirect_uri_may_have_another_port()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync("http://127.0.0.1:4711/callback");

        (await app.CreateBrowser().GetAsync(client.AuthorizeAddress(("redirect_uri", "http://127.0.0.1:5822/callback")))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_hosted_redirect_uri_may_not_have_another_port()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync(ProxyApp.HostedClient);

        (await app.CreateBrowser().GetAsync(client.AuthorizeAddress())).Status.Should().Be(HttpStatusCode.OK);
        (await app.CreateBrowser().GetAsync(client.AuthorizeAddress(("redirect_uri", "https://client.example.org:8443/callback")))).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData(FakeIdentityProvider.ClientId)]
    [InlineData("https://client.example.org/metadata.json")]
    [InlineData(null)]
    public async Task An_unknown_client_is_shown_as_an_error(string? clientId)
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();

        var page = await app.CreateBrowser().GetAsync(client.AuthorizeAddress(("client_id", clientId)));

        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Location.Should().BeNull();
    }

    [Theory]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "too-short", "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", null, "unsupported_response_type")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("resource", "https://other.example.com/mcp", "invalid_target")]
    [InlineData("resource", ProxyApp.Origin + "/admin", "invalid_target")]
    [InlineData("resource", ProxyApp.Origin + "/mcp#fragment", "invalid_target")]
    [InlineData("resource", "https://user@shop.example.com/mcp", "invalid_target")]
    [InlineData("resource", "http://shop.example.com/mcp", "invalid_target")]
    [InlineData("resource", "nonsense", "invalid_target")]
    [InlineData("resource", ProxyApp.Origin + "/%00mcp", "invalid_target")]
    [InlineData("scope", "unknown-scope", "invalid_scope")]
    [InlineData("prompt", "none", "consent_required")]
    public async Task A_request_that_cannot_be_granted_goes_back_to_the_client_as_an_error(string parameter, string? value, string error)
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();

        var page = await app.CreateBrowser().GetAsync(client.AuthorizeAddress((parameter, value)));

        page.Status.Should().Be(HttpStatusCode.SeeOther);
        page.Location!.GetLeftPart(UriPartial.Path).Should().Be(client.RedirectUri);
        page.Sent("error").Should().Be(error);
        page.Sent("state").Should().Be("the-client's-state");
        page.Sent("iss").Should().Be(ProxyApp.Origin);
        page.Sent("code").Should().BeNull();
    }

    [Theory]
    [InlineData("state")]
    [InlineData("scope")]
    [InlineData("code_challenge")]
    [InlineData("response_type")]
    public async Task A_parameter_that_occurs_twice_is_refused(string parameter)
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();

        var page = await app.CreateBrowser().GetAsync(client.AuthorizeAddress(("scope", "shop.read")) + $"&{parameter}=shop.read");

        page.Sent("error").Should().Be("invalid_request");
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("redirect_uri")]
    public async Task A_second_client_or_redirect_uri_is_shown_as_an_error(string parameter)
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();

        (await app.CreateBrowser().GetAsync(client.AuthorizeAddress() + $"&{parameter}=x")).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(ProxyApp.Origin + "/mcp/")]
    [InlineData("HTTPS://SHOP.example.com/mcp")]
    [InlineData(null)]
    public async Task The_resource_may_be_written_loosely_or_left_out(string? resource)
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();

        (await app.CreateBrowser().GetAsync(client.AuthorizeAddress(("resource", resource)))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_clients_state_comes_back_encoded_and_cannot_inject_a_header_or_a_parameter()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        const string State = "x\r\nSet-Cookie: evil=1&code=forged#é漢";

        var page = await app.CreateBrowser().GetAsync(client.AuthorizeAddress(("state", State), ("scope", "unknown")));

        page.Sent("state").Should().Be(State);
        page.Sent("code").Should().BeNull();
        page.Headers.Should().NotContainKey("Set-Cookie");
    }
}
