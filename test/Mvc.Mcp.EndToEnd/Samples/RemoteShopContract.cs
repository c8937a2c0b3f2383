using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.Samples;

/// <summary>What an application shows that offers the shop's tools while the shop runs elsewhere.</summary>
public abstract class RemoteShopContract(RemoteShopFixture remote)
{
    private readonly DotNetClient _client = new();

    [Fact]
    public async Task The_tools_are_those_of_the_shop()
    {
        var tools = await _client.ListToolsAsync(remote.Endpoint, remote.Shop.Administrator);

        tools.Should().Contain(await _client.ListToolsAsync(remote.Shop.Endpoint, remote.Shop.Administrator));
    }

    [Fact]
    public async Task A_call_changes_the_shop()
    {
        var created = await CallAsync("create_product", new { name = "Umbrella", price = 15, category = "Outdoor" });
        created.IsError.Should().BeFalse(created.ToString());

        var found = await _client.CallToolAsync(remote.Shop.Endpoint, "list_products", new { category = "Outdoor" }, null);

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

        var administrator = await CallAsync("get_stats", new { }, remote.Shop.Administrator);
        administrator.IsError.Should().BeFalse(administrator.ToString());
        administrator.Structured.GetProperty("products").GetInt32().Should().BeGreaterThanOrEqualTo(3);
    }

    private Task<ToolAnswer> CallAsync(string name, object arguments, string? authorization = null) =>
        _client.CallToolAsync(remote.Endpoint, name, arguments, authorization);
}
