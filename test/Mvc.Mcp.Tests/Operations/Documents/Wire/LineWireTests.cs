
namespace Mvc.Mcp.Tests.Operations.Documents.Wire;

/// <summary>What goes with a call beside its arguments: credentials, and what the application sets.</summary>
public class LineWireTests(WireServer server) : IClassFixture<WireServer>
{
    private const string Schemes = """
        { "securitySchemes": {
          "header": { "type": "apiKey", "in": "header", "name": "X-Api-Key" },
          "query": { "type": "apiKey", "in": "query", "name": "key" },
          "cookie": { "type": "apiKey", "in": "cookie", "name": "sid" },
          "bearer": { "type": "http", "scheme": "bearer" },
          "basic": { "type": "http", "scheme": "basic" },
          "oauth": { "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": "https://x.example/t", "scopes": {} } } },
          "connect": { "type": "openIdConnect", "openIdConnectUrl": "https://x.example/.well-known/openid-configuration" } } }
        """;

    [Theory]
    [InlineData("header", "X-Api-Key", "s3")]
    [InlineData("bearer", "Authorization", "Bearer s3")]
    [InlineData("basic", "Authorization", "Basic czM=")]
    [InlineData("oauth", "Authorization", "Bearer s3")]
    [InlineData("connect", "Authorization", "Bearer s3")]
    [InlineData("cookie", "Cookie", "sid=s3")]
    public async Task A_credential_stands_where_its_scheme_says(string scheme, string header, string expected)
    {
        var sent = await server.SendAsync(Secured($"[{{ \"{scheme}\": [] }}]"), "{}", o => o.OpenApi.Credentials[scheme] = "s3");

        sent.Headers[header].Should().Be(expected);
    }

    [Fact]
    public async Task A_credential_stands_in_the_query_beside_what_is_there()
    {
        var sent = await server.SendAsync(
            Secured("""[{ "query": [] }]""", """{ "name": "a", "in": "query", "schema": { "type": "string" } }"""), """{"a":"1"}""", o => o.OpenApi.Credentials["query"] = "s&3");

        sent.Target.Should().Be("/x?a=1&key=s%263");
    }

    [Fact]
    public async Task A_credential_may_be_got_for_each_call()
    {
        var calls = 0;
        var document = Secured("""[{ "bearer": [] }]""");

        var first = await server.SendAsync(document, "{}", Set);
        var second = await server.SendAsync(document, "{}", Set);

        first.Headers["Authorization"].Should().Be("Bearer 1");
        second.Headers["Authorization"].Should().Be("Bearer 2");

        void Set(McpOptions o) => o.OpenApi.Credentials["bearer"] = new McpCredential((_, _) => new((++calls).ToString()));
    }

    [Theory]
    [InlineData("""[{ "header": [], "query": [] }, { "bearer": [] }]""", "bearer")]
    [InlineData("""[{}, { "bearer": [] }]""", "bearer")]
    public async Task The_alternative_that_can_be_fulfilled_is(string security, string scheme)
    {
        var sent = await server.SendAsync(Secured(security), "{}", o => o.OpenApi.Credentials[scheme] = "s3");

        sent.Headers["Authorization"].Should().Be("Bearer s3");
        sent.Headers.Should().NotContainKey("X-Api-Key");
    }

    [Fact]
    public async Task An_operation_that_asks_for_none_gets_none()
    {
        var sent = await server.SendAsync(Secured("[]"), "{}", o => o.OpenApi.Credentials["bearer"] = "s3");

        sent.Headers.Should().NotContainKey("Authorization");
    }

    [Fact]
    public async Task A_parameter_that_is_the_credential_is_not_listed_and_not_taken()
    {
        var document = Secured("""[{ "query": [] }]""", """{ "name": "key", "in": "query", "required": true, "schema": { "type": "string" } }""");
        var catalog = await server.CatalogAsync(document, o => o.OpenApi.Credentials["query"] = "s3");

        catalog.Tools.Single().Tool.InputSchema.GetProperty("properties").EnumerateObject().Should().BeEmpty();
        (await server.SendAsync(document, "{}", o => o.OpenApi.Credentials["query"] = "s3")).Target.Should().Be("/x?key=s3");
    }

    [Fact]
    public async Task A_scheme_without_a_credential_is_a_warning_that_says_what_to_set()
    {
        var catalog = await server.CatalogAsync(Secured("""[{ "header": [] }]"""));

        catalog.Warnings.Should().ContainSingle(warning => warning.Contains("o.OpenApi.Credentials[\"header\"]"));
        (await server.CatalogAsync(Secured("""[{ "header": [] }]"""), o => o.OpenApi.Credentials["header"] = "s3")).Warnings.Should().BeEmpty();
        (await server.CatalogAsync(Secured("""[{ "header": [] }, {}]"""))).Warnings.Should().BeEmpty("it may be left out");
        (await server.CatalogAsync(Secured("""[{ "header": [] }]"""), Client)).Warnings.Should().BeEmpty("the client has it");

        void Client(McpOptions o) => o.ForwardTo("api", client =>
        {
            client.BaseAddress = new Uri(server.Address);
            client.DefaultRequestHeaders.Add("X-Api-Key", "s3");
        });
    }

    [Fact]
    public async Task A_credential_for_no_scheme_is_a_warning_that_names_those_there_are() =>
        (await server.CatalogAsync(Secured("[]"), o => o.OpenApi.Credentials["heder"] = "s3")).Warnings
            .Should().ContainSingle().Which.Should().Contain("'heder'").And.Contain("header, query");

    [Fact]
    public async Task What_the_application_sets_is_neither_listed_nor_replaced()
    {
        var document = WireDocument.Of("/x", """{ "name": "X-Api-Version", "in": "header", "required": true, "schema": { "type": "string" } }""");
        var catalog = await server.CatalogAsync(document, Set);

        catalog.Tools.Single().Request.Arguments.Should().BeEmpty();
        (await server.SendAsync(document, "{}", Set)).Headers["X-Api-Version"].Should().Be("7");

        void Set(McpOptions o) => o.ForwardTo("versioned", client =>
        {
            client.BaseAddress = new Uri(server.Address);
            client.DefaultRequestHeaders.Add("X-Api-Version", "7");
        });
    }

    [Theory]
    [InlineData("""{ "name": "token", "in": "query", "required": true, "schema": { "type": "string" } }""", "/x?token=s3")]
    [InlineData("""{ "name": "token", "in": "query", "schema": { "type": "string" } }""", "/x?token=s3")]
    public async Task A_parameter_can_be_fixed(string parameter, string expected)
    {
        var sent = await server.SendAsync(WireDocument.Of("/x", parameter), "{}", o => o.Fix("token", "s3"));

        sent.Target.Should().Be(expected);
    }

    [Fact]
    public async Task A_member_of_a_body_can_be_fixed()
    {
        var document = WireDocument.WithBody("""
            { "application/json": { "schema": { "type": "object", "required": ["token"], "properties": { "token": { "type": "string" }, "text": { "type": "string" } } } } }
            """);

        var sent = await server.SendAsync(document, """{"text":"hi"}""", o => o.Fix("token", "s3"));

        sent.Text.Should().Be("""{"text":"hi","token":"s3"}""");
    }

    [Fact]
    public async Task What_is_hidden_is_not_listed_and_an_operation_that_needs_it_is_left_out()
    {
        const string Optional = """{ "name": "token", "in": "query", "schema": { "type": "string" } }""";
        var optional = await server.CatalogAsync(WireDocument.Of("/x", Optional), o => o.Hide("token"));
        var needed = await server.CatalogAsync(WireDocument.Of("/x", Optional.Replace("\"schema\"", "\"required\": true, \"schema\"")), o => o.Hide("token"));

        optional.Tools.Single().Request.Arguments.Should().BeEmpty();
        needed.Tools.Should().BeEmpty();
        needed.Omitted.Single().Reason.Should().Contain("o.Fix(\"token\"");
    }

    [Theory]
    [InlineData("""{ "application/json": {} }""", "application/json")]
    [InlineData("""{ "application/xml": {}, "application/json": {} }""", "application/json, application/xml")]
    [InlineData("""{ "image/png": {} }""", "image/png")]
    [InlineData("{}", "*/*")]
    public async Task The_API_is_asked_for_what_it_says_that_it_answers(string content, string expected)
    {
        var document = WireDocument.Of("/x", "").Replace("\"description\": \"ok\"", $"\"description\": \"ok\", \"content\": {content}");

        var sent = await server.SendAsync(document, "{}");

        sent.Headers["Accept"].Should().Be(expected);
        sent.Headers["User-Agent"].Should().StartWith("Mvc.Mcp/");
    }

    [Fact]
    public async Task The_application_may_say_who_calls_and_what_it_takes()
    {
        var sent = await server.SendAsync(WireDocument.Of("/x", ""), "{}", o => o.ForwardTo("named", client =>
        {
            client.BaseAddress = new Uri(server.Address);
            client.DefaultRequestHeaders.UserAgent.ParseAdd("Shop/2");
            client.DefaultRequestHeaders.Accept.ParseAdd("text/csv");
        }));

        sent.Headers["User-Agent"].Should().Be("Shop/2");
        sent.Headers["Accept"].Should().Be("text/csv");
    }

    private static string Secured(string security, string parameter = "") => WireDocument.Of("/x", parameter, rest: $"\"security\": {security},", components: Schemes);
}
