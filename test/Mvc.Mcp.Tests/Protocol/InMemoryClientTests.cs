using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Protocol;

public class InMemoryClientTests
{
    [ApiController]
    [Route("greetings")]
    public class GreetingsController : ControllerBase
    {
        [HttpGet("{name}", Name = "greet")]
        public Greeting Greet(string name, int times = 1) => new(string.Join(' ', Enumerable.Repeat("Hello", times)) + " " + name);

        [McpIgnore]
        [HttpGet("secret", Name = "secret")]
        public string Secret() => "hidden";
    }

    public record Greeting(string Text);

    [McpServerToolType]
    public class HandWritten
    {
        [McpServerTool(Name = "add")]
        public static int Add(int a, int b) => a + b;
    }

    [Fact]
    public async Task The_official_client_lists_and_calls_actions()
    {
        await using var app = await McpTestApp.StartAsync([typeof(GreetingsController)]);
        await using var client = await app.ConnectAsync();

        var tools = await client.ListToolsAsync();
        var result = await client.CallToolAsync("greet", new Dictionary<string, object?> { ["name"] = "Ada", ["times"] = 2 });

        tools.Select(tool => tool.Name).Should().Equal("greet");
        result.IsError.Should().NotBe(true);
        result.StructuredContent!.Value.GetProperty("text").GetString().Should().Be("Hello Hello Ada");
        result.Content.OfType<TextContentBlock>().Single().Text.Should().Be("""{"text":"Hello Hello Ada"}""");
    }

    [Fact]
    public async Task What_is_ignored_is_neither_listed_nor_callable()
    {
        await using var app = await McpTestApp.StartAsync([typeof(GreetingsController)]);
        await using var client = await app.ConnectAsync();

        var call = () => client.CallToolAsync("secret").AsTask();

        (await call.Should().ThrowAsync<ModelContextProtocol.McpException>()).WithMessage("*Unknown tool*");
        app.Catalog.Omitted.Should().ContainSingle(omitted => omitted.OperationId == "secret" && omitted.Reason.Contains("[McpIgnore]"));
    }

    [Fact]
    public async Task What_a_filter_leaves_out_is_not_callable_either()
    {
        await using var app = await McpTestApp.StartAsync([typeof(GreetingsController)], options => options.ExcludeOperations.Add("greet"));
        await using var client = await app.ConnectAsync();

        var call = () => client.CallToolAsync("greet", new Dictionary<string, object?> { ["name"] = "Ada" }).AsTask();

        (await client.ListToolsAsync()).Should().BeEmpty();
        (await call.Should().ThrowAsync<ModelContextProtocol.McpException>()).WithMessage("*Unknown tool*");
    }

    [Fact]
    public async Task Hand_written_tools_stand_beside_the_actions()
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(GreetingsController)],
            services: services => services.AddMcpServer().WithTools<HandWritten>());
        await using var client = await app.ConnectAsync();

        var tools = await client.ListToolsAsync();
        var sum = await client.CallToolAsync("add", new Dictionary<string, object?> { ["a"] = 2, ["b"] = 3 });

        tools.Select(tool => tool.Name).Should().BeEquivalentTo("greet", "add");
        sum.Content.OfType<TextContentBlock>().Single().Text.Should().Be("5");
    }

    [Fact]
    public async Task Endpoints_with_options_of_their_own_offer_and_call_only_their_own_tools()
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(GreetingsController)],
            map: app =>
            {
                app.MapControllers();
                app.MapMcp("/mcp");
                app.MapMcp("/other", options => options.ServerName = "other");
            });
        await using var client = await app.ConnectAsync("/other");

        (await client.ListToolsAsync()).Select(tool => tool.Name).Should().Equal("greet");
        var result = await client.CallToolAsync("greet", new Dictionary<string, object?> { ["name"] = "Ada" });
        result.IsError.Should().NotBe(true);
    }

    [Fact]
    public async Task A_list_longer_than_a_page_comes_whole_in_pages()
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(GreetingsController)],
            options => options.ListPageSize = 1,
            services => services.AddMcpServer().WithTools<HandWritten>());
        await using var client = await app.ConnectAsync();

        var first = await client.ListToolsAsync(new ListToolsRequestParams());
        var all = await client.ListToolsAsync();

        first.Tools.Should().HaveCount(1);
        first.NextCursor.Should().NotBeNull();
        all.Select(tool => tool.Name).Should().BeEquivalentTo("greet", "add");
    }

    [Fact]
    public async Task The_size_of_a_page_is_the_endpoints_own()
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(GreetingsController)],
            services: services => services.AddMcpServer().WithTools<HandWritten>(),
            map: app =>
            {
                app.MapControllers();
                app.MapMcp("/mcp");
                app.MapMcp("/small", options => options.ListPageSize = 1);
            });
        await using var wide = await app.ConnectAsync();
        await using var small = await app.ConnectAsync("/small");

        (await wide.ListToolsAsync(new ListToolsRequestParams())).Tools.Should().HaveCount(2);
        (await small.ListToolsAsync(new ListToolsRequestParams())).Tools.Should().HaveCount(1);
    }

    [Fact]
    public async Task MapMcp_with_options_but_without_AddMcp_says_what_is_missing()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddControllers();
        await using var app = builder.Build();

        var map = () => app.MapMcp("/mcp", _ => { });

        map.Should().Throw<InvalidOperationException>().WithMessage("*AddMcp()*");
    }
}
