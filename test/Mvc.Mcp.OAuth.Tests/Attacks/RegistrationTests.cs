using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Attacks;

/// <summary>Registration is open to anyone, so anyone's registration must be harmless.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public async Task A_registration_never_gives_a_secret_whatever_the_client_asks_for()
    {
        await using var app = await ProxyApp.StartAsync();

        var (status, body) = await RegisterAsync(app, """
            {"client_name":"x","redirect_uris":["http://localhost/cb"],"token_endpoint_auth_method":"client_secret_post","client_secret":"give-me-this"}
            """);

        status.Should().Be(HttpStatusCode.Created);
        ((string)body["token_endpoint_auth_method"]!).Should().Be("none");
        body.ContainsKey("client_secret").Should().BeFalse();
        body.ToJsonString().Should().NotContain(FakeIdentityProvider.ClientSecret).And.NotContain(FakeIdentityProvider.ClientId);
    }

    [Theory]
    [InlineData("https://attacker.example/callback")]
    [InlineData(ProxyApp.HostedClient + "/more")]
    [InlineData(ProxyApp.HostedClient + "?more")]
    [InlineData("https://client.example.org:8443/callback")]
    [InlineData("https://client.example.org.attacker.example/callback")]
    [InlineData("https://CLIENT.example.org/callback")]
    [InlineData("http://client.example.org/callback")]
    [InlineData("https://user@client.example.org/callback")]
    [InlineData("http://127.0.0.1@attacker.example/callback")]
    [InlineData("http://user:pass@127.0.0.1/callback")]
    [InlineData("http://127.0.0.1:80@attacker.example/")]
    [InlineData("http://127.0.0.1/callback#fragment")]
    [InlineData("http://127.0.0.1\\@attacker.example/")]
    [InlineData("http://127.0.0.1\\.attacker.example/")]
    [InlineData("http://localhost.attacker.example/callback")]
    [InlineData("http://127.0.0.1.attacker.example/callback")]
    [InlineData("http://*/callback")]
    [InlineData("http://127.0.0.1/*")]
    [InlineData("http://127.0.0.1/call back")]
    [InlineData("http://127.0.0.1/\r\nLocation: https://attacker.example")]
    [InlineData("http://169.254.169.254/callback")]
    [InlineData("http://0.0.0.0/callback")]
    [InlineData("javascript:alert(1)")]
    [InlineData("JavaScript:alert(1)")]
    [InlineData("data:text/html,hello")]
    [InlineData("file:///etc/passwd")]
    [InlineData("app://callback")]
    [InlineData("//127.0.0.1/callback")]
    [InlineData("/callback")]
    [InlineData(" http://127.0.0.1/callback")]
    [InlineData("")]
    public async Task A_redirect_uri_that_is_neither_loopback_nor_listed_is_refused(string uri)
    {
        await using var app = await ProxyApp.StartAsync();

        var (status, body) = await RegisterAsync(app, new JsonObject { ["redirect_uris"] = new JsonArray(uri) }.ToJsonString());

        status.Should().Be(HttpStatusCode.BadRequest);
        ((string)body["error"]!).Should().Be("invalid_redirect_uri");
        var (_, beside) = await RegisterAsync(app, new JsonObject { ["redirect_uris"] = new JsonArray("http://localhost/fine", uri) }.ToJsonString());
        beside["redirect_uris"]!.AsArray().Select(registered => (string)registered!).Should().Equal(["http://localhost/fine"], "only what is allowed is registered");
    }

    [Fact]
    public async Task VS_Code_gets_in_at_the_first_try_with_what_is_allowed_of_its_redirect_uris()
    {
        await using var app = await ProxyApp.StartAsync();

        var (status, body) = await RegisterAsync(app, """
            {"client_name":"Visual Studio Code","client_uri":"https://code.visualstudio.com","grant_types":["authorization_code","refresh_token","urn:ietf:params:oauth:grant-type:device_code"],
             "response_types":["code"],"redirect_uris":["https://insiders.vscode.dev/redirect","https://vscode.dev/redirect","http://127.0.0.1/","http://127.0.0.1:33418/"],
             "token_endpoint_auth_method":"none","application_type":"native"}
            """);

        status.Should().Be(HttpStatusCode.Created);
        body["redirect_uris"]!.AsArray().Select(uri => (string)uri!).Should().Equal("http://127.0.0.1/", "http://127.0.0.1:33418/");
        var client = McpClientDouble.Known(app, (string)body["client_id"]!, "http://127.0.0.1:33418/");
        (await client.RedeemAsync(await client.AuthorizeAsync())).AccessToken.Should().NotBeNull();
    }

    [Theory]
    [InlineData("https://claude.ai/api/mcp/auth_callback")]
    [InlineData("https://vscode.dev/redirect")]
    [InlineData("cursor://anysphere.cursor-mcp/oauth/callback")]
    public async Task Known_clients_get_in_where_the_operator_allows_them_and_only_there(string uri)
    {
        await using var with = await ProxyApp.StartAsync(o => o.AllowKnownClients = true);
        await using var without = await ProxyApp.StartAsync();
        var registration = new JsonObject { ["redirect_uris"] = new JsonArray(uri) }.ToJsonString();

        (await RegisterAsync(with, registration)).Status.Should().Be(HttpStatusCode.Created);
        (await RegisterAsync(without, registration)).Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("editor://extension/callback", true)]
    [InlineData("editor://extension/one/two", true)]
    [InlineData("editor://extension/", false)]
    [InlineData("editor://extension", false)]
    [InlineData("editor://extension/../other", false)]
    [InlineData("editor://extension/%2e%2e/other", false)]
    [InlineData("editor://extension/callback?more", false)]
    [InlineData("editor://extension.attacker/callback", false)]
    [InlineData("editor://user@extension/callback", false)]
    public async Task The_paths_of_an_applications_own_scheme_may_be_listed_by_a_pattern(string uri, bool allowed)
    {
        await using var app = await ProxyApp.StartAsync(o => o.AllowedRedirectUris.Add("editor://extension/*"));

        (await RegisterAsync(app, new JsonObject { ["redirect_uris"] = new JsonArray(uri) }.ToJsonString())).Status
            .Should().Be(allowed ? HttpStatusCode.Created : HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("\u3164\u2800\uFFA0")]
    [InlineData("\u115F\u1160\u034F\u180B\uFE0F")]
    [InlineData("\u00A0\u2003\u3000")]
    public async Task A_name_of_invisible_characters_is_no_name(string name)
    {
        await using var app = await ProxyApp.StartAsync();

        var (_, body) = await RegisterAsync(app, new JsonObject { ["client_name"] = name, ["redirect_uris"] = new JsonArray("http://localhost/") }.ToJsonString());
        ((string)body["client_name"]!).Should().Be("An application without a name");
        (_, body) = await RegisterAsync(app, new JsonObject { ["client_name"] = $"Ad{name}min", ["redirect_uris"] = new JsonArray("http://localhost/") }.ToJsonString());
        ((string)body["client_name"]!).Should().Be("Ad min");
    }

    [Theory]
    [InlineData("http://127.0.0.1/callback")]
    [InlineData("http://127.0.0.1:3334/oauth/callback")]
    [InlineData("http://localhost:1179/callback?a=b")]
    [InlineData("http://[::1]:5000")]
    [InlineData(ProxyApp.HostedClient)]
    public async Task A_loopback_or_listed_redirect_uri_is_accepted(string uri)
    {
        await using var app = await ProxyApp.StartAsync();

        (await RegisterAsync(app, new JsonObject { ["redirect_uris"] = new JsonArray(uri) }.ToJsonString())).Status.Should().Be(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("""{"redirect_uris":[]}""", "invalid_redirect_uri")]
    [InlineData("""{}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["http://localhost/1","http://localhost/2","http://localhost/3","http://localhost/4","http://localhost/5","http://localhost/6","http://localhost/7","http://localhost/8","http://localhost/9","http://localhost/10","http://localhost/11"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":"http://localhost/"}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":[1]}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":["http://localhost/"],"redirect_uris":["https://attacker.example/"]}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":["http://localhost/"],"client_name":{"a":1}}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":["http://localhost/"],"client_name":"\ud800"}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":["http://localhost/"],"grant_types":["client_credentials"]}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":["http://localhost/"],"response_types":["token"]}""", "invalid_client_metadata")]
    [InlineData("[]", "invalid_client_metadata")]
    [InlineData("null", "invalid_client_metadata")]
    [InlineData("{", "invalid_client_metadata")]
    [InlineData("", "invalid_client_metadata")]
    [InlineData("{\"a\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}", "invalid_client_metadata")]
    public async Task A_malformed_registration_is_refused(string json, string error)
    {
        await using var app = await ProxyApp.StartAsync();

        var (status, body) = await RegisterAsync(app, json);

        status.Should().Be(HttpStatusCode.BadRequest);
        ((string)body["error"]!).Should().Be(error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_oversized_registration_is_refused_whether_it_states_its_length_or_not(bool statesLength)
    {
        await using var app = await ProxyApp.StartAsync();
        var json = $$"""{"client_name":"{{new string('x', 17_000)}}","redirect_uris":["http://localhost/"]}""";
        HttpContent content = statesLength
            ? new StringContent(json, Encoding.UTF8, "application/json")
            : new StreamContent(new UnseekableStream(Encoding.UTF8.GetBytes(json))) { Headers = { { "Content-Type", "application/json" } } };

        var response = await app.CreateClient().PostAsync("/oauth/register", content);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Should().Contain("invalid_client_metadata");
    }

    [Fact]
    public async Task A_registration_that_is_not_json_is_refused()
    {
        await using var app = await ProxyApp.StartAsync();

        // A form of another site can post text, but not JSON, without asking first.
        var response = await app.CreateClient().PostAsync("/oauth/register", new StringContent("""{"redirect_uris":["http://localhost/"]}""", Encoding.UTF8, "text/plain"));

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_client_name_can_inject_neither_markup_nor_headers_nor_log_lines()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync(name: "<script>alert(1)</script>\"\r\nSet-Cookie: evil=1\r\nfail: forged log line\u202Etxt\u0000");

        var page = await app.CreateBrowser().GetAsync(client.AuthorizeAddress());

        page.Body.Should().NotContain("<script>alert").And.Contain("&lt;script&gt;");
        page.Body.Should().NotContain("\u202E").And.NotContain("\u0000");
        page.Headers.Should().NotContainKey("Content-Length-Evil");
        page.Headers["Set-Cookie"].Should().NotContain("evil");
        app.Log.Lines.Where(line => line.Contains("forged log line")).Should().NotBeEmpty()
            .And.OnlyContain(line => !line.Contains('\n') && !line.Contains('\r') && !line.Contains('\u202E'));
    }

    [Fact]
    public async Task A_long_client_name_is_cut()
    {
        await using var app = await ProxyApp.StartAsync();

        var (_, body) = await RegisterAsync(app, new JsonObject { ["client_name"] = new string('x', 500), ["redirect_uris"] = new JsonArray("http://localhost/") }.ToJsonString());

        ((string)body["client_name"]!).Should().HaveLength(80);
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body)> RegisterAsync(ProxyApp app, string json)
    {
        var response = await app.CreateClient().PostAsync("/oauth/register", new StringContent(json, Encoding.UTF8, "application/json"));
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    private sealed class UnseekableStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
