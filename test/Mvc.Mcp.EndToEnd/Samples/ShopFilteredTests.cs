using Mvc.Mcp.EndToEnd.Clients;
using Mvc.Mcp.EndToEnd.Processes;

namespace Mvc.Mcp.EndToEnd.Samples;

public sealed class ShopFilteredTests : IAsyncLifetime
{
    private readonly SampleDatabase _database = new();
    private readonly DotNetClient _client = new();
    private ServerProcess _sample = null!;
    private Uri _endpoint = null!;

    public async Task InitializeAsync()
    {
        _sample = Sample.Start("Shop.Filtered", _database.Argument);
        _endpoint = await _sample.ReadEndpointAsync();
    }

    public async Task DisposeAsync()
    {
        await _sample.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Tools_are_what_is_left_in_and_renamed_and_written_by_hand()
    {
        (await _client.ListToolsAsync(_endpoint, null)).Should().BeEquivalentTo(
            "list_products", "get_product", "get_product_picture", "create_product", "update_product", "place_order", "get_order", "list_orders", "suggest_gift");
    }

    [Fact]
    public async Task What_is_left_out_cannot_be_called()
    {
        foreach (var name in new[] { "delete_product", "get_stats", "create_order" })
            (await _client.CallToolAsync(_endpoint, name, new { id = 1 }, null)).IsProtocolError.Should().BeTrue(name);
    }

    [Fact]
    public async Task A_tool_written_by_hand_uses_the_services_of_the_application()
    {
        var gift = await _client.CallToolAsync(_endpoint, "suggest_gift", new { budget = 300 }, null);

        gift.Text.Should().Be("Desk Chair");
    }
}
