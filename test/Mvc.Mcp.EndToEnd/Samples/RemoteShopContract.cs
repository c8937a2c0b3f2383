using Mvc.Mcp.EndToEnd.Clients;
using Mvc.Mcp.EndToEnd.Processes;
using Mvc.Mcp.EndToEnd.Shop;

namespace Mvc.Mcp.EndToEnd.Samples;

/// <summary>What an application shows that offers the shop's tools while the shop runs elsewhere.</summary>
public abstract class RemoteShopContract(ShopFixture shop) : IClassFixture<ShopFixture>, IAsyncLifetime
{
    private readonly DotNetClient _client = new();
    private ServerProcess _sample = null!;
    private Uri _endpoint = null!;

    private protected abstract ServerProcess Start(ShopFixture shop);

    public async Task InitializeAsync()
    {
        _sample = Start(shop);
        _endpoint = await _sample.ReadEndpointAsync();
    }

    public async Task DisposeAsync() => await _sample.DisposeAsync();

    [Fact]
    public async Task The_tools_are_those_of_the_shop()
    {
        var tools = await _client.ListToolsAsync(_endpoint, shop.Administrator);

        tools.Should().Contain(await _client.ListToolsAsync(shop.Endpoint, shop.Administrator));
    }

    [Fact]
    public async Task A_call_changes_the_shop()
    {
        var created = await CallAsync("create_product", new { name = "Umbrella", price = 15, category = "Outdoor" });
        created.IsError.Should().BeFalse(created.ToString());

        var found = await _client.CallToolAsync(shop.Endpoint, "list_products", new { category = "Outdoor" }, null);

        found.Structured.GetProperty("items")[0].GetProperty("name").GetString().Should().Be("Umbrella");
    }

    [Fact]
    public async Task Errors_and_pictures_come_back_as_they_do_from_the_shop()
    {
        var missing = await CallAsync("get_product", new { id = 999 });
        missing.IsError.Should().BeTrue();
        missing.Text.Should().Contain("404");

        var incomplete = await CallAsync("create_product", new { price = 15, category = "Outdoor" });
        incomplete.IsError.Should().BeTrue();
        incomplete.Text.Should().Contain("name");

        var picture = await CallAsync("get_product_picture", new { id = 1 });
        picture.Content.Should().ContainSingle(block => block.GetProperty("type").GetString() == "image");
    }

    [Fact]
    public async Task The_shop_decides_who_is_the_administrator()
    {
        var anonymous = await CallAsync("get_stats", new { });
        (anonymous.IsError || anonymous.IsProtocolError).Should().BeTrue(anonymous.ToString());

        var administrator = await CallAsync("get_stats", new { }, shop.Administrator);
        administrator.IsError.Should().BeFalse(administrator.ToString());
        administrator.Structured.GetProperty("products").GetInt32().Should().BeGreaterThanOrEqualTo(3);
    }

    private Task<ToolAnswer> CallAsync(string name, object arguments, string? authorization = null) =>
        _client.CallToolAsync(_endpoint, name, arguments, authorization);
}
