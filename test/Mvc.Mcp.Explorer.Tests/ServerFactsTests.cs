using System.ComponentModel;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Explorer.Tests;

/// <summary>What the page reads of the server beside what every client reads.</summary>
public class ServerFactsTests
{
    [Fact]
    public async Task Each_endpoint_says_what_it_offers_and_where_it_is_from_the_page()
    {
        await using var app = await ExplorerApp.StartAsync(map: app =>
        {
            app.MapMcp("/mcp");
            app.MapMcp("/mcp/readers", options => options.IncludeOperations.Add("list_books")).RequireHost("localhost");
            app.MapMcpExplorer("/deep/down");
        });

        var endpoints = (await app.ReadFactsAsync("/deep/down"))["endpoints"]!.AsArray();

        endpoints.Select(endpoint => ((string?)endpoint!["name"], (string?)endpoint["address"])).Should().Equal(
            ("/mcp", "../../mcp"), ("/mcp/readers at localhost", "../../mcp/readers"));
        Names(endpoints[0]!).Should().BeEquivalentTo("list_books", "replace_book", "remove_book");
        Names(endpoints[1]!).Should().Equal("list_books");
        endpoints[1]!["hosts"]!.AsArray().Select(host => (string?)host).Should().Equal("localhost");
    }

    [Fact]
    public async Task An_endpoint_whose_address_has_a_value_is_that_of_the_page()
    {
        await using var app = await ExplorerApp.StartAsync(map: app =>
        {
            app.MapMcp("/{tenant}/mcp");
            app.MapMcpExplorer("/{tenant}/explorer");
        });

        (await app.ReadFactsAsync("/blue/explorer"))["endpoints"]![0]!["address"]!.GetValue<string>().Should().Be("../../blue/mcp");
    }

    [Fact]
    public async Task What_was_left_out_says_why_and_what_would_change_it()
    {
        await using var app = await ExplorerApp.StartAsync();

        var omitted = (await EndpointAsync(app))["omitted"]!.AsArray().Single()!;

        ((string?)omitted["method"], (string?)omitted["path"], (string?)omitted["operationId"]).Should().Be(("GET", "/hidden", "hidden"));
        ((string?)omitted["reason"]).Should().Contain("[McpIgnore]");
        ((string?)omitted["change"]).Should().Be("Take [McpIgnore] away from HiddenController.Get or from HiddenController.");
    }

    [Fact]
    public async Task Warnings_are_told()
    {
        await using var app = await ExplorerApp.StartAsync(options: options => options.ExcludeOperations.Add("list_book"));

        (await EndpointAsync(app))["warnings"]!.AsArray().Select(warning => (string?)warning)
            .Should().Contain(warning => warning!.Contains("Did you mean 'list_books'?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_development_a_tool_says_which_action_it_is_and_where_its_arguments_go()
    {
        await using var app = await ExplorerApp.StartAsync();

        var source = (await EndpointAsync(app))["tools"]!["replace_book"]!["source"]!;

        ((string?)source["type"]).Should().Be("Mvc.Mcp.Explorer.Tests.BooksController");
        ((string?)source["member"]).Should().Be("Replace(int id, Book book)");
        source["arguments"]!["id"]!.ToJsonString().Should().Be("""{"in":"path","wireName":"id","parameter":"int id"}""");
        source["arguments"]!["title"]!.ToJsonString().Should().Be("""{"in":"body","wireName":"title","parameter":"Book book"}""");
    }

    [Fact]
    public async Task Elsewhere_it_says_nothing_of_the_code()
    {
        await using var app = await ExplorerApp.StartAsync("Production", map: app =>
        {
            app.MapMcp("/mcp");
            app.MapMcpExplorer().AllowAnonymous();
        });

        var facts = (await app.ReadFactsAsync()).ToJsonString();

        facts.Should().Contain("replace_book").And.NotContain("BooksController").And.NotContain("Mvc.Mcp.Explorer.Tests");
    }

    [Fact]
    public async Task A_tool_that_was_written_by_hand_stands_beside_the_generated_ones()
    {
        await using var app = await ExplorerApp.StartAsync(services: services => services.AddMcpServer().WithTools<HandWritten>());

        var tool = (await EndpointAsync(app))["tools"]!["wrap_gift"]!;

        tool["method"].Should().BeNull();
        tool["tokens"]!["visible"]!.GetValue<int>().Should().BePositive();
        ((string?)tool["source"]!["member"]).Should().Be("WrapGift(string paper)");
    }

    [Fact]
    public async Task Tokens_are_those_of_the_librarys_estimate()
    {
        await using var app = await ExplorerApp.StartAsync();

        var tokens = (await EndpointAsync(app))["tools"]!["list_books"]!["tokens"]!;

        tokens["visible"]!.GetValue<int>().Should().BeInRange(20, 80);
        tokens["wire"]!.GetValue<int>().Should().BeGreaterThan(tokens["visible"]!.GetValue<int>());
    }

    private static async Task<JsonNode> EndpointAsync(ExplorerApp app) => (await app.ReadFactsAsync())["endpoints"]![0]!;

    private static IEnumerable<string> Names(JsonNode endpoint) => endpoint["tools"]!.AsObject().Select(tool => tool.Key);

    [McpServerToolType]
    public sealed class HandWritten
    {
        [McpServerTool(Name = "wrap_gift"), Description("Wraps a gift.")]
        public static string WrapGift(string paper) => paper;
    }
}
