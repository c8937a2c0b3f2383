using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Tests.Operations.Documents;

/// <summary>An MCP application that has an API's document and no controllers.</summary>
public class WithOpenApiTests
{
    private static readonly string _secured = DocumentedApi.Describe("""{ "url": "https://second.example" }""", "get_item").TrimEnd()[..^1] +
        """, "security": [{ "token": [] }], "components": { "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } } } }""";

    private static readonly Dictionary<string, object?> _seven = new() { ["id"] = 7 };

    [Fact]
    public async Task Operations_of_the_document_are_tools_that_call_the_API_where_the_document_says()
    {
        await using var api = await DocumentedApi.StartAsync();
        await using var client = await api.ConnectAsync();

        var tools = await client.ListToolsAsync();
        var result = await client.CallToolAsync("get_item", _seven);

        tools.Select(tool => tool.Name).Should().Equal("get_item");
        client.ServerInfo!.Name.Should().Be("Items");
        client.ServerInstructions.Should().Be("Things to have.");
        result.Content.OfType<TextContentBlock>().Single().Text.Should().Be(
            """{"version":"v2","id":"7","authorization":"Bearer mine"}""");
    }

    [Fact]
    public async Task The_application_may_say_where_the_API_is()
    {
        await using var api = await DocumentedApi.StartAsync();
        api.Document = DocumentedApi.Describe("""{ "url": "https://elsewhere.example" }""", "get_item");
        await using var client = await api.ConnectAsync(o => o.ForwardTo("api", http => http.BaseAddress = new Uri(api.Address + "/v9")));

        var result = await client.CallToolAsync("get_item", _seven);

        result.Content.OfType<TextContentBlock>().Single().Text.Should().Contain("\"version\":\"v9\"");
    }

    [Fact]
    public async Task A_document_may_be_a_file()
    {
        var file = Path.GetTempFileName();
        await using var api = await DocumentedApi.StartAsync();
        await File.WriteAllTextAsync(file, DocumentedApi.Describe($$"""{ "url": "{{api.Address}}/v3" }""", "get_item"));
        await using var client = await api.ConnectAsync(document: file);

        var result = await client.CallToolAsync("get_item", _seven);

        result.Content.OfType<TextContentBlock>().Single().Text.Should().Contain("\"version\":\"v3\"");
        File.Delete(file);
    }

    [Fact]
    public async Task The_document_is_read_anew_on_request()
    {
        await using var api = await DocumentedApi.StartAsync();
        await using var client = await api.ConnectAsync();
        api.Document = DocumentedApi.Describe("""{ "url": "/v2" }""", "renamed");

        await api.Catalog.RefreshAsync();

        await ListedShouldBe(client, "renamed");
    }

    [Fact]
    public async Task The_document_is_read_anew_at_its_interval()
    {
        var time = new FakeTimeProvider();
        await using var api = await DocumentedApi.StartAsync();
        await using var client = await api.ConnectAsync(
            o => o.OpenApi.RefreshInterval = TimeSpan.FromMinutes(5),
            services: services => services.AddSingleton<TimeProvider>(time));
        api.Document = DocumentedApi.Describe("""{ "url": "/v2" }""", "renamed");
        var changed = api.WhenChanged();

        time.Advance(TimeSpan.FromMinutes(5));
        await changed.WaitAsync(TimeSpan.FromSeconds(30));

        await ListedShouldBe(client, "renamed");
    }

    [Theory]
    [InlineData("not a document")]
    [InlineData("""{ "openapi": "3.0.1", "info": { "title": "t", "version": "1" }, "paths": {} }""")]
    public async Task A_bad_document_keeps_the_tools_of_the_last_good_one(string bad)
    {
        await using var api = await DocumentedApi.StartAsync();
        await using var client = await api.ConnectAsync();
        api.Document = bad;

        (await api.Catalog.Invoking(catalog => catalog.RefreshAsync()).Should().ThrowAsync<InvalidOperationException>()).WithMessage($"*{api.DocumentAddress}*");

        await ListedShouldBe(client, "get_item");
        (await client.CallToolAsync("get_item", _seven)).IsError.Should().NotBe(true);
    }

    [Fact]
    public async Task A_bad_document_at_the_interval_is_logged_and_the_next_good_one_taken()
    {
        var time = new FakeTimeProvider();
        var failed = new TaskCompletionSource();
        await using var api = await DocumentedApi.StartAsync();
        await using var client = await api.ConnectAsync(
            o => o.OpenApi.RefreshInterval = TimeSpan.FromMinutes(5),
            services: services => services
                .AddSingleton<TimeProvider>(time)
                .AddLogging(logging => logging.AddProvider(new ErrorSignal(failed))));
        api.Document = "not a document";
        time.Advance(TimeSpan.FromMinutes(5));
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await ListedShouldBe(client, "get_item");

        api.Document = DocumentedApi.Describe("""{ "url": "/v2" }""", "renamed");
        var changed = api.WhenChanged();
        time.Advance(TimeSpan.FromMinutes(5));
        await changed.WaitAsync(TimeSpan.FromSeconds(30));

        await ListedShouldBe(client, "renamed");
    }

    [Fact]
    public async Task A_changed_document_cannot_move_the_calls_to_another_host()
    {
        await using var api = await DocumentedApi.StartAsync();
        await using var client = await api.ConnectAsync();
        api.Document = DocumentedApi.Describe("""{ "url": "https://attacker.example" }""", "get_item");

        (await api.Catalog.Invoking(catalog => catalog.RefreshAsync()).Should().ThrowAsync<InvalidOperationException>()).WithMessage("*moved*attacker.example*");

        (await client.CallToolAsync("get_item", _seven)).IsError.Should().NotBe(true, "calls go where they went");
    }

    [Fact]
    public async Task A_document_that_names_another_host_than_its_own_asks_for_ForwardTo()
    {
        await using var api = await DocumentedApi.StartAsync();
        api.Document = DocumentedApi.Describe("""{ "url": "https://attacker.example/v2" }""", "get_item");

        var start = () => api.ConnectAsync();

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage("*served elsewhere*https://attacker.example/v2*ForwardTo*");
    }

    [Fact]
    public async Task A_refreshed_document_whose_schemas_lead_back_to_themselves_leaves_the_server_running()
    {
        await using var api = await DocumentedApi.StartAsync();
        await using var client = await api.ConnectAsync();
        api.Document = api.Document.Replace("\"schema\": { \"type\": \"integer\" }", "\"schema\": { \"allOf\": [{ \"$ref\": \"#/components/schemas/A\" }] }").TrimEnd()[..^1] +
            """, "components": { "schemas": { "A": { "allOf": [{ "$ref": "#/components/schemas/A" }] } } } }""";

        await api.Catalog.RefreshAsync();

        await ListedShouldBe(client);
        api.Catalog.Omitted.Should().ContainSingle().Which.Reason.Should().Contain("'A' is made of itself");
    }

    [Fact]
    public async Task Several_documents_stand_behind_one_endpoint_with_a_prefix_and_a_credential_each()
    {
        await using var api = await DocumentedApi.StartAsync();
        await using var client = await api.ConnectAsync(
            o => o.OpenApi.Prefix = "one_",
            services: services => new Builder(services).WithOpenApi("second", o =>
            {
                o.OpenApi.Text = _secured;
                o.OpenApi.Prefix = "two_";
                o.OpenApi.Credentials["token"] = "second's";
                o.ForwardTo("second", http => http.BaseAddress = new Uri(api.Address + "/v7"));
            }));

        await ListedShouldBe(client, "one_get_item", "two_get_item");
        (await client.CallToolAsync("one_get_item", _seven)).Content.OfType<TextContentBlock>().First().Text.Should().Be(
            """{"version":"v2","id":"7","authorization":"Bearer mine"}""");
        (await client.CallToolAsync("two_get_item", _seven)).Content.OfType<TextContentBlock>().First().Text.Should().Be(
            """{"version":"v7","id":"7","authorization":"Bearer second's"}""");
    }

    [Fact]
    public async Task A_document_is_patched_before_it_is_read_each_time()
    {
        await using var api = await DocumentedApi.StartAsync();
        await using var client = await api.ConnectAsync(o => o.OpenApi.Patch = root => root["paths"]!["/items/{id}"]!["get"]!["operationId"] = "patched");

        await ListedShouldBe(client, "patched");
        await api.Catalog.RefreshAsync();
        await ListedShouldBe(client, "patched");
    }

    [Fact]
    public async Task A_credential_may_stand_in_configuration()
    {
        await using var api = await DocumentedApi.StartAsync();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["OpenApi:Credentials:token"] = "configured" }).Build();
        await using var client = await api.ConnectAsync(
            o => o.OpenApi.Text = _secured.Replace("https://second.example", api.Address + "/v3"),
            services: services => services.Configure<McpOptions>(configuration));

        (await client.CallToolAsync("get_item", _seven)).Content.OfType<TextContentBlock>().First().Text.Should().Contain("Bearer configured");
    }

    [Fact]
    public async Task An_API_that_is_somebody_elses_is_an_open_world()
    {
        await using var api = await DocumentedApi.StartAsync();
        await using var client = await api.ConnectAsync();

        (await client.ListToolsAsync()).Single().ProtocolTool.Annotations!.OpenWorldHint.Should().BeTrue();
    }

    [Fact]
    public async Task An_operation_that_is_served_elsewhere_is_left_out()
    {
        await using var api = await DocumentedApi.StartAsync();
        api.Document = api.Document.Replace("\"get\": {", """
            "delete": { "servers": [{ "url": "https://attacker.example" }], "responses": { "204": { "description": "" } } }, "get": {
            """);
        await using var client = await api.ConnectAsync();

        await ListedShouldBe(client, "get_item");
        api.Catalog.Omitted.Should().ContainSingle(left => left.Method == "DELETE" && left.Reason.Contains("https://attacker.example"));
    }

    [Fact]
    public async Task References_to_other_documents_are_not_followed()
    {
        await using var api = await DocumentedApi.StartAsync();
        api.Document = api.Document.Replace("\"schema\": { \"type\": \"integer\" }", "\"schema\": { \"$ref\": \"" + api.Address + "/other.json#/Id\" }");
        await using var client = await api.ConnectAsync();

        await ListedShouldBe(client);
        api.Catalog.Omitted.Should().ContainSingle().Which.Reason.Should().Contain("/other.json#/Id").And.Contain("not followed");
        api.Requests.Should().NotContain("/other.json");
    }

    [Fact]
    public async Task A_document_that_cannot_be_had_stops_the_start_and_names_the_setting()
    {
        await using var api = await DocumentedApi.StartAsync();

        var start = () => api.ConnectAsync(document: api.Address + "/missing.json");

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage("*/missing.json*404*McpOptions.OpenApi.Document*");
    }

    [Fact]
    public async Task A_file_that_does_not_say_where_the_API_is_stops_the_start_and_says_what_to_set()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, DocumentedApi.Describe("""{ "url": "/v2" }""", "get_item"));
        await using var api = await DocumentedApi.StartAsync();

        var start = () => api.ConnectAsync(document: file);

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage("*ForwardTo*BaseAddress*");
        File.Delete(file);
    }

    private static async Task ListedShouldBe(McpClient client, params string[] names) =>
        (await client.ListToolsAsync()).Select(tool => tool.Name).Should().Equal(names);

    private sealed class Builder(IServiceCollection services) : IMcpServerBuilder
    {
        public IServiceCollection Services => services;
    }

    private sealed class ErrorSignal(TaskCompletionSource signal) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error)
                signal.TrySetResult();
        }

        public void Dispose()
        {
        }
    }
}
