using System.Net;
using System.Text;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests;

/// <summary>An identity provider that is down, slow or confused gives the client a proper error, and nothing else.</summary>
public sealed class UpstreamFailureTests
{
    public static TheoryData<string, Func<CancellationToken, Task<HttpResponseMessage>>> Failures => new()
    {
        { "down", _ => throw new HttpRequestException("connection refused") },
        { "an error page", _ => Answer(HttpStatusCode.InternalServerError, "<h1>Oops</h1>", "text/html") },
        { "refuses the proxy", _ => Answer(HttpStatusCode.Unauthorized, """{"error":"invalid_client"}""") },
        { "html instead of JSON", _ => Answer(HttpStatusCode.OK, "<html>", "text/html") },
        { "an array", _ => Answer(HttpStatusCode.OK, "[]") },
        { "a string", _ => Answer(HttpStatusCode.OK, "\"token\"") },
        { "null", _ => Answer(HttpStatusCode.OK, "null") },
        { "nothing", _ => Answer(HttpStatusCode.OK, "") },
        { "an empty object", _ => Answer(HttpStatusCode.OK, "{}") },
        { "another token type", _ => Answer(HttpStatusCode.OK, $$"""{"access_token":"{{FakeIdentityProvider.CreateToken(FakeIdentityProvider.Audience, "")}}","token_type":"DPoP"}""") },
        { "a redirect", _ => Answer(HttpStatusCode.TemporaryRedirect, "") },
        { "an unknown error", _ => Answer(HttpStatusCode.BadRequest, """{"error":"something_else","error_description":"internal detail"}""") },
        { "too much", _ => Answer(HttpStatusCode.OK, new string(' ', 2_000_000) + "{}") },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task The_token_endpoint_answers_502(string _, Func<CancellationToken, Task<HttpResponseMessage>> endpoint)
    {
        await using var app = await ProxyApp.StartAsync(provider: new FakeIdentityProvider { TokenEndpoint = endpoint });
        var client = await app.RegisterAsync();

        var answer = await client.RedeemAsync(await client.AuthorizeAsync());

        answer.Status.Should().Be(HttpStatusCode.BadGateway);
        answer.Error.Should().Be("temporarily_unavailable");
        answer.Body.ToJsonString().Should().NotContain("internal detail").And.NotContain("Exception");
    }

    [Fact]
    public async Task A_slow_provider_is_given_up()
    {
        await using var app = await ProxyApp.StartAsync(
            o => o.UpstreamTimeout = TimeSpan.FromMilliseconds(50),
            provider: new FakeIdentityProvider { TokenEndpoint = NeverAsync });
        var client = await app.RegisterAsync();

        (await client.RedeemAsync(await client.AuthorizeAsync())).Status.Should().Be(HttpStatusCode.BadGateway);

        static async Task<HttpResponseMessage> NeverAsync(CancellationToken cancellationToken)
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            throw new InvalidOperationException("unreachable");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("""{"issuer":"https://login.example.com"}""")]
    [InlineData("""{"issuer":"https://login.example.com","authorization_endpoint":"javascript:alert(1)","token_endpoint":"https://login.example.com/token"}""")]
    [InlineData("""{"issuer":"https://login.example.com","authorization_endpoint":"https://login.example.com/authorize","token_endpoint":"http://login.example.com/token"}""")]
    public async Task An_unusable_discovery_document_goes_back_to_the_client_as_an_error(string document)
    {
        await using var app = await ProxyApp.StartAsync(provider: new FakeIdentityProvider
        {
            Discovery = () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(document, Encoding.UTF8, "application/json") },
        });
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();

        var answer = await browser.AnswerAsync(await browser.GetAsync(client.AuthorizeAddress()), "allow");

        answer.Location!.GetLeftPart(UriPartial.Path).Should().Be(client.RedirectUri);
        answer.Sent("error").Should().Be("temporarily_unavailable");
    }

    [Fact]
    public async Task A_document_of_another_issuer_than_the_one_set_is_not_used()
    {
        await using var app = await ProxyApp.StartAsync(o => o.UpstreamIssuer = "https://expected.example.com");
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();

        (await browser.AnswerAsync(await browser.GetAsync(client.AuthorizeAddress()), "allow")).Sent("error").Should().Be("temporarily_unavailable");
    }

    [Fact]
    public async Task The_discovery_document_is_read_once()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();

        for (var i = 0; i < 3; i++)
            (await client.RedeemAsync(await client.AuthorizeAsync())).Status.Should().Be(HttpStatusCode.OK);

        app.Provider.DiscoveryRequests.Should().Be(1);
    }

    [Fact]
    public async Task Endpoints_can_be_set_one_by_one_instead()
    {
        await using var app = await ProxyApp.StartAsync(o =>
        {
            o.MetadataAddress = null;
            o.UpstreamIssuer = FakeIdentityProvider.Issuer;
            o.AuthorizationEndpoint = new Uri(FakeIdentityProvider.Issuer + "/authorize");
            o.TokenEndpoint = new Uri(FakeIdentityProvider.Issuer + "/token");
        });
        var client = await app.RegisterAsync();

        (await client.RedeemAsync(await client.AuthorizeAsync())).Status.Should().Be(HttpStatusCode.OK);
        app.Provider.DiscoveryRequests.Should().Be(0);
    }

    private static Task<HttpResponseMessage> Answer(HttpStatusCode status, string body, string type = "application/json") =>
        Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, type), Headers = { Location = new Uri("https://attacker.example") } });
}
