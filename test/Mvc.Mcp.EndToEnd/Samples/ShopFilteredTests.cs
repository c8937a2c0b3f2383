using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.Samples;

public sealed class ShopFilteredTests(ShopFilteredTests.Fixture sample) : IClassFixture<ShopFilteredTests.Fixture>
{
    private readonly DotNetClient _client = new();

    [Fact]
    public async Task Tools_are_what_is_left_in_and_renamed_and_written_by_hand()
    {
        (await _client.ListToolsAsync(sample.Endpoint, null)).Should().BeEquivalentTo(
            "list_products", "get_product", "get_product_picture", "create_product", "update_product", "place_order", "get_order", "list_orders", "suggest_gift");
    }

    [Fact]
    public async Task What_is_left_out_cannot_be_called()
    {
        foreach (var name in new[] { "delete_product", "get_stats", "create_order" })
            (await _client.CallToolAsync(sample.Endpoint, name, new { id = 1 }, null)).IsProtocolError.Should().BeTrue(name);
    }

    [Fact]
    public async Task A_tool_written_by_hand_uses_the_services_of_the_application()
    {
        var gift = await _client.CallToolAsync(sample.Endpoint, "suggest_gift", new { budget = 300 }, null);

        gift.Text.Should().Be("Desk Chair");
    }

    public sealed class Fixture() : SampleFixture("Shop.Filtered");
}
