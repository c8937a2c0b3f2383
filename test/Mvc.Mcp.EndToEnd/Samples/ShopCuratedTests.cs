using System.Text.Json.Nodes;
using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.Samples;

public sealed class ShopCuratedTests(ShopCuratedTests.Fixture sample) : IClassFixture<ShopCuratedTests.Fixture>
{
    private readonly DotNetClient _client = new();

    private Uri Search => new(sample.Address, "/mcp/search");

    [Fact]
    public async Task One_action_is_several_tools_with_fixed_values()
    {
        (await _client.ListToolsAsync(sample.Endpoint, null)).Should().Contain(["list_offers", "list_gifts", "list_products", "list_furniture"]);

        var gifts = JsonNode.Parse((await _client.CallToolAsync(sample.Endpoint, "list_gifts", new { }, null)).Text)!.AsArray();
        gifts.Should().HaveCount(3).And.OnlyContain(gift => gift!["price"]!.GetValue<decimal>() <= 100);
        (await _client.CallToolAsync(sample.Endpoint, "list_gifts", new { maxPrice = 5000 }, null)).Text.Should().Contain("'maxPrice' is not an argument of this tool");
        (await _client.CallToolAsync(sample.Endpoint, "list_furniture", new { maxPrice = 500 }, null)).Text.Should().Contain("Desk Chair").And.NotContain("Electronics");
    }

    [Fact]
    public async Task A_call_says_which_members_it_wants()
    {
        var names = await _client.CallToolAsync(sample.Endpoint, "list_furniture", new { fields = new[] { "items.name" } }, null);

        JsonNode.Parse(names.Text)!.AsObject().Should().ContainSingle().Which.Value!.AsArray()
            .Should().NotBeEmpty().And.OnlyContain(item => item!.AsObject().Count == 1 && item["name"] != null);
    }

    [Fact]
    public async Task The_other_endpoint_has_a_search_and_what_is_pinned()
    {
        (await _client.ListToolsAsync(Search, null)).Should().BeEquivalentTo("search_tools", "call_read_tool", "call_tool", "list_gifts");

        (await _client.CallToolAsync(Search, "search_tools", new { query = "buy something" }, null)).Text.Should().Contain("tools");
        var found = await _client.CallToolAsync(Search, "search_tools", new { query = "which furniture is there" }, null);
        found.Text.Should().StartWith("list_furniture(maxPrice?: number");
        (await _client.CallToolAsync(Search, "call_read_tool", new { name = "list_furniture", arguments = new { maxPrice = 500 } }, null)).Text.Should().Contain("Desk Chair");
    }

    public sealed class Fixture() : SampleFixture("Shop.Curated");
}
