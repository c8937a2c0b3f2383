using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.MeasuredApis;
using Mvc.Mcp.MeasuredApis.Thousand;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Protocol.Discovery;

/// <summary>An endpoint with a search in the place of a list.</summary>
public class SearchTests
{
    private static readonly (string, string)[] _admin = [("X-User", "ann,admin")];

    [Fact]
    public async Task The_list_of_1000_tools_is_a_search_of_at_most_1500_tokens()
    {
        await using var app = await StartThousandAsync();
        await using var client = await app.ConnectAsync();

        var tools = await client.ListToolsAsync();

        tools.Select(tool => tool.Name).Should().Equal("search_tools", "call_read_tool", "call_tool");
        tools.Sum(tool => DefinitionTokens.Wire(tool.ProtocolTool)).Should().BeLessThanOrEqualTo(1500);
        tools[0].Description.Should().Contain("1000").And.Contain("People 200, Purchasing 200, Sales 200");
        tools.Select(tool => tool.ProtocolTool.Annotations!.ReadOnlyHint).Should().Equal(true, true, null);
    }

    [Fact]
    public async Task Finding_and_calling_one_takes_two_calls()
    {
        await using var app = await StartThousandAsync();
        await using var client = await app.ConnectAsync();

        var found = await SearchAsync(client, "how many invoices are there");
        var called = await client.CallToolAsync("call_read_tool", Arguments(new { name = "count_invoices", arguments = new { state = "open" } }));

        found.Should().StartWith("count_invoices(state?: string) [read]: Counts invoices.\n").And.Contain("8 of 1000 tools.");
        called.Text().Should().Be("4");
        DefinitionTokens.Of(found).Should().BeLessThan(8 * 70);
    }

    [Fact]
    public async Task A_search_can_be_short_whole_of_one_tag_and_of_one_name()
    {
        await using var app = await StartThousandAsync();
        await using var client = await app.ConnectAsync();

        (await SearchAsync(client, "delete an order", new { detail = "brief", limit = 1 })).Should().StartWith("delete_order: Deletes a order.\n1 of 1000 tools.");
        (await SearchAsync(client, "delete", new { tag = "support" })).Should().Contain("8 of 200 tools").And.NotContain("delete_order");
        var schema = (await SearchAsync(client, "create_order")).Split('\n')[0];
        JsonDocument.Parse(schema).RootElement.GetProperty("arguments").GetProperty("required")[0].GetString().Should().Be("name");
        (await SearchAsync(client, "delete", new { detail = "schema", limit = 1 })).Should().StartWith("{");
    }

    [Theory]
    [InlineData("""{}""", "'query' is required")]
    [InlineData("""{"query":"x","limit":0}""", "'limit' is a number from 1 to 50.")]
    [InlineData("""{"query":"x","detail":"all"}""", "'detail' is brief, signature or schema.")]
    [InlineData("""{"query":"x","tags":"y"}""", "'tags' is not an argument of this tool; it takes: query, tag, limit, detail.")]
    [InlineData("""{"query":"x","tag":"Nobody"}""", "No tool has the tag 'Nobody'. Tags: Doors.")]
    [InlineData("""{"query":"zebra"}""", "None of 3 tools fits.")]
    public async Task What_is_wrong_with_a_search_is_told(string arguments, string told)
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        var result = await client.CallToolAsync("search_tools", JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments));

        result.Text().Should().StartWith(told);
    }

    [Fact]
    public async Task Reads_are_called_by_one_caller_and_all_others_by_the_other()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        (await CallAsync(client, "call_read_tool", "list_doors")).Text().Should().Contain("front");
        (await CallAsync(client, "call_tool", "list_doors")).Text().Should().Contain("front");
        (await CallAsync(client, "call_tool", "open_door", new { id = 3 })).Text().Should().Be("\"3 is open\"");
        var refused = await CallAsync(client, "call_read_tool", "open_door", new { id = 3 });
        refused.IsError.Should().BeTrue();
        refused.Text().Should().Be("'open_door' does not only read. Call it with call_tool.");
        // A GET that says it destroys something is none that only reads.
        (await CallAsync(client, "call_read_tool", "wreck_door")).IsError.Should().BeTrue();
    }

    [Fact]
    public async Task A_hidden_tool_is_answered_like_one_that_is_not_there()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();
        await using var admin = await app.ConnectAsync("/mcp", _admin);

        foreach (var caller in new[] { "call_tool", "call_read_tool" })
        {
            var hidden = (await CallAsync(client, caller, "list_keys")).Text();
            var unknown = (await CallAsync(client, caller, "list_lids")).Text();
            hidden.Should().Be(unknown.Replace("list_lids", "list_keys"));
        }

        (await SearchAsync(client, "list_keys")).Should().NotContain("list_keys");
        (await SearchAsync(client, "keys")).Should().NotContain("list_keys");
        (await CallAsync(admin, "call_read_tool", "list_keys")).Text().Should().Contain("secret");
        (await SearchAsync(admin, "keys")).Should().StartWith("list_keys()");
        (await client.ListToolsAsync())[0].Description.Should().Contain("there are 3,");
        (await admin.ListToolsAsync())[0].Description.Should().Contain("there are 4,");
    }

    [Fact]
    public async Task What_a_filter_of_the_application_hides_or_changes_is_hidden_and_changed_in_a_search()
    {
        await using var app = await StartAsync(services: services => services.Configure<McpServerOptions>(options =>
            options.Filters.Request.ListToolsFilters.Add(next => async (request, cancellationToken) =>
            {
                var result = await next(request, cancellationToken);
                result.Tools = [.. result.Tools.Where(tool => tool.Name != "open_door")];
                return result;
            })));
        await using var client = await app.ConnectAsync();

        (await SearchAsync(client, "open a door")).Should().NotContain("open_door(");
        (await CallAsync(client, "call_tool", "open_door", new { id = 3 })).Text().Should().StartWith("There is no tool 'open_door'.");
    }

    [Fact]
    public async Task Filters_of_calls_see_the_tool_and_not_its_caller()
    {
        var seen = new List<(string, string?)>();
        await using var app = await StartAsync(services: services => services.Configure<McpServerOptions>(options =>
            options.Filters.Request.CallToolFilters.Add(next => (request, cancellationToken) =>
            {
                seen.Add((request.Params.Name, request.MatchedPrimitive?.Id));
                return next(request, cancellationToken);
            })));
        await using var client = await app.ConnectAsync();

        await CallAsync(client, "call_tool", "open_door", new { id = 3 });

        seen.Should().Equal(("open_door", "open_door"));
    }

    [Fact]
    public async Task Tools_can_be_called_by_their_names_and_pinned_ones_and_hand_written_ones_are_listed()
    {
        await using var app = await StartAsync(options => options.Pinned.Add("open_door"), services => services.AddMcpServer().WithTools<HandWritten>());
        await using var client = await app.ConnectAsync();

        (await client.CallToolAsync("list_doors")).Text().Should().Contain("front");
        (await client.ListToolsAsync()).Select(tool => tool.Name).Should()
            .BeEquivalentTo("search_tools", "call_read_tool", "call_tool", "open_door", "add");
        (await SearchAsync(client, "add two numbers")).Should().StartWith("add(a: integer, b: integer)");
        (await CallAsync(client, "call_tool", "add", new { a = 1, b = 2 })).Text().Should().Be("3");
    }

    [Fact]
    public async Task The_arguments_may_be_text_and_faults_are_told()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        (await client.CallToolAsync("call_tool", Arguments(new { name = "open_door", arguments = """{"id":3}""" }))).Text().Should().Be("\"3 is open\"");
        (await client.CallToolAsync("call_tool", Arguments(new { name = "open_door", arguments = new[] { 3 } }))).Text().Should().StartWith("'arguments' is to be an object");
        (await client.CallToolAsync("call_tool", Arguments(new { id = 3 }))).Text().Should().StartWith("'id' is not an argument of this tool; it takes: name, arguments.");
        (await client.CallToolAsync("call_tool", Arguments(new { name = "open_dor" }))).Text().Should().Contain("Did you mean 'open_door'");
    }

    [Fact]
    public async Task An_endpoint_has_a_search_and_another_a_list()
    {
        await using var app = await McpTestApp.StartAsync([typeof(DoorsController)], services: HeaderAuthentication.AddTo, map: endpoints =>
        {
            endpoints.MapControllers();
            endpoints.MapMcp("/mcp");
            endpoints.MapMcp("/mcp/search", options => options.Discovery = ToolDiscovery.Search);
        });
        await using var listing = await app.ConnectAsync();
        await using var searching = await app.ConnectAsync("/mcp/search");

        (await listing.ListToolsAsync()).Should().HaveCount(3);
        (await searching.ListToolsAsync()).Should().HaveCount(3).And.Contain(tool => tool.Name == "search_tools");
        (await CallAsync(searching, "call_tool", "open_door", new { id = 3 })).Text().Should().Be("\"3 is open\"");
        await listing.Invoking(client => client.CallToolAsync("search_tools", Arguments(new { query = "x" })).AsTask()).Should().ThrowAsync<Exception>();
    }

    [Fact]
    public async Task A_search_of_the_applications_own_ranks_and_shows_nothing_that_is_hidden()
    {
        await using var app = await StartAsync(services: services => services.AddSingleton<IMcpToolSearch, Backwards>());
        await using var client = await app.ConnectAsync();

        (await SearchAsync(client, "anything", new { detail = "brief" })).Split('\n')[..^1].Select(line => line.Split(':')[0].Split(' ')[0])
            .Should().Equal("wreck_door", "open_door", "list_doors");
    }

    [Fact]
    public async Task Random_pairs_of_caller_and_query_never_show_a_hidden_tool()
    {
        await using var app = await StartAsync();
        var random = new Random(17);
        string[] words = ["list", "keys", "key", "secret", "door", "show", "all", "open", "list_keys", "admin", "delete", "wreck"];
        await using var nobody = await app.ConnectAsync();
        await using var guest = await app.ConnectAsync("/mcp", ("X-User", "bob"));
        await using var admin = await app.ConnectAsync("/mcp", _admin);
        var shown = 0;
        for (var i = 0; i < 300; i++)
        {
            var client = random.Next(3) switch { 0 => nobody, 1 => guest, _ => admin };
            var query = string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => words[random.Next(words.Length)]));
            var answer = await SearchAsync(client, query, new { detail = new[] { "brief", "signature", "schema" }[random.Next(3)] });
            if (client != admin)
                answer.Should().NotContain("list_keys(").And.NotContain("\"list_keys").And.NotContain("list_keys [read]").And.NotContain("Keys");
            else if (answer.Contains("list_keys", StringComparison.Ordinal))
                shown++;
        }

        shown.Should().BePositive("it is found by those who may");
    }

    [Fact]
    public async Task A_hand_written_tool_may_not_take_the_name_of_the_search()
    {
        var start = () => StartAsync(services: services => services.AddMcpServer().WithTools<TakesName>());

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*call_tool*Name it otherwise.*");
    }

    private static Task<McpTestApp> StartAsync(Action<McpOptions>? options = null, Action<IServiceCollection>? services = null) => McpTestApp.StartAsync(
        [typeof(DoorsController)],
        set =>
        {
            set.Discovery = ToolDiscovery.Search;
            options?.Invoke(set);
        },
        collection =>
        {
            HeaderAuthentication.AddTo(collection);
            services?.Invoke(collection);
        },
        app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
        });

    private static Task<McpTestApp> StartThousandAsync() =>
        McpTestApp.StartAsync([], options => options.Discovery = ToolDiscovery.Search, services => services.AddThousandActions());

    private static async Task<string> SearchAsync(McpClient client, string query, object? others = null)
    {
        var arguments = CallExtensions.Arguments(others);
        arguments["query"] = query;
        return (await client.CallToolAsync("search_tools", arguments)).Text();
    }

    private static async Task<CallToolResult> CallAsync(McpClient client, string caller, string name, object? arguments = null) =>
        await client.CallToolAsync(caller, Arguments(new { name, arguments = arguments ?? new { } }));

    private static Dictionary<string, object?> Arguments(object arguments) => CallExtensions.Arguments(arguments);

    [ApiController, Route("doors"), Tags("Doors")]
    public class DoorsController : ControllerBase
    {
        [HttpGet(Name = "list_doors")]
        public string[] List() => ["front", "back"];

        [HttpPost("{id}/opening", Name = "open_door")]
        public ActionResult<string> Open(int id) => new JsonResult($"{id} is open");

        [HttpGet("wreck", Name = "wreck_door"), McpTool(Destructive = true)]
        public string[] Wreck() => [];

        [HttpGet("keys", Name = "list_keys"), Authorize(Roles = "admin"), Tags("Keys")]
        public string[] Keys() => ["secret"];
    }

    [McpServerToolType]
    public class HandWritten
    {
        [McpServerTool(Name = "add"), System.ComponentModel.Description("Adds two numbers.")]
        public static int Add(int a, int b) => a + b;
    }

    [McpServerToolType]
    public class TakesName
    {
        [McpServerTool(Name = "call_tool")]
        public static int Add(int a, int b) => a + b;
    }

    private sealed class Backwards : IMcpToolSearch
    {
        public ValueTask<IReadOnlyList<string>> SearchAsync(McpToolSearchContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyList<string>>([.. context.Catalog.Tools.Select(tool => tool.Name).OrderDescending()]);
    }
}
