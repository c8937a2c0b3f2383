using Mvc.Mcp.EndToEnd.Clients;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.EndToEnd.Samples;

public sealed class ShopFilteredTests(ShopFilteredTests.Fixture sample) : IClassFixture<ShopFilteredTests.Fixture>
{
    private readonly DotNetClient _client = new();

    [Fact]
    public async Task Tools_are_what_is_left_in_and_renamed_and_written_by_hand()
    {
        (await _client.ListToolsAsync(sample.Endpoint, null)).Should().BeEquivalentTo(
            "list_products", "create_product", "update_product", "place_order", "get_order", "list_orders",
            "get_opening_hours", "suggest_gift");
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

    [Fact]
    public async Task A_minimal_API_is_a_tool()
    {
        var hours = await _client.CallToolAsync(sample.Endpoint, "get_opening_hours", new { }, null);

        hours.Text.Should().Contain("9 to 18");
    }

    [Fact]
    public async Task A_product_and_its_picture_are_resources()
    {
        await using var client = await _client.ConnectAsync(sample.Endpoint);

        var templates = await client.ListResourceTemplatesAsync();
        templates.Select(template => template.Name).Should().BeEquivalentTo("get_product", "get_product_picture");

        var product = await client.ReadResourceAsync(Expand(templates, "get_product"));
        product.Contents.OfType<TextResourceContents>().Single().Text.Should().Contain("Mouse");

        var picture = await client.ReadResourceAsync(Expand(templates, "get_product_picture"));
        picture.Contents.OfType<BlobResourceContents>().Single().MimeType.Should().Be("image/png");
    }

    private static string Expand(IEnumerable<McpClientResourceTemplate> templates, string name) =>
        templates.Single(template => template.Name == name).UriTemplate.Replace("{id}", "2", StringComparison.Ordinal);

    public sealed class Fixture() : SampleFixture("Shop.Filtered");
}
