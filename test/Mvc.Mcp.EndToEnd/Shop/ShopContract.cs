using System.Text.Json;
using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.Shop;

/// <summary>What every client can do with the shop. Each client has a class of its own that runs these tests.</summary>
public abstract class ShopContract : IClassFixture<ShopFixture>
{
    private static readonly string[] _publicTools =
    [
        "list_products", "get_product", "create_product", "update_product", "delete_product", "get_product_picture",
        "create_order", "get_order", "list_orders",
    ];

    private readonly ShopFixture _shop;
    private readonly IToolClient _client;

    private protected ShopContract(ShopFixture shop, IToolClient client)
    {
        _shop = shop;
        _client = client;
        if (client is not DotNetClient)
            Node.Require();
    }

    [SkippableFact]
    public async Task The_tools_are_listed_by_the_names_of_their_operations()
    {
        var tools = await _client.ListToolsAsync(_shop.Endpoint);

        tools.Should().BeEquivalentTo(_publicTools);
    }

    [SkippableFact]
    public async Task A_product_that_was_created_is_found_by_category_and_price()
    {
        var created = await CallAsync("create_product", new { name = "Wireless Keyboard", price = 79.99, category = "Electronics" });
        created.IsError.Should().BeFalse(created.ToString());
        created.Structured.GetProperty("name").GetString().Should().Be("Wireless Keyboard");
        created.Structured.GetProperty("price").GetDecimal().Should().Be(79.99m);

        var found = await CallAsync("list_products", new { category = "Electronics", maxPrice = 100 });

        NamesOf(found.Structured).Should().Equal("Mouse", "Wireless Keyboard");
        NamesOf(JsonSerializer.Deserialize<JsonElement>(found.Text)).Should().Equal("Mouse", "Wireless Keyboard");
    }

    [SkippableFact]
    public async Task A_long_list_comes_in_pages()
    {
        var page = await CallAsync("list_products", new { category = "Furniture", page = 2, pageSize = 1 });

        page.Structured.GetProperty("number").GetInt32().Should().Be(2);
        page.Structured.GetProperty("total").GetInt32().Should().Be(1);
        NamesOf(page.Structured).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task A_product_is_changed_and_deleted()
    {
        var created = await CallAsync("create_product", new { name = "Lamp", price = 20, category = "Lighting" });
        var id = created.Structured.GetProperty("id").GetInt32();

        var updated = await CallAsync("update_product", new { id, name = "Desk Lamp", price = 25.5, category = "Lighting" });
        updated.Structured.GetProperty("name").GetString().Should().Be("Desk Lamp");

        var deleted = await CallAsync("delete_product", new { id });
        deleted.IsError.Should().BeFalse(deleted.ToString());

        var gone = await CallAsync("get_product", new { id });
        gone.IsError.Should().BeTrue();
    }

    [SkippableFact]
    public async Task A_product_that_does_not_exist_is_an_error_with_status_404()
    {
        var answer = await CallAsync("get_product", new { id = 999 });

        answer.IsError.Should().BeTrue();
        answer.Text.Should().Contain("404");
    }

    [SkippableFact]
    public async Task A_product_without_a_name_is_an_error_that_names_the_argument()
    {
        var answer = await CallAsync("create_product", new { price = 5, category = "Electronics" });

        answer.IsError.Should().BeTrue();
        answer.Text.Should().Contain("name").And.NotContain("category");
    }

    [SkippableFact]
    public async Task The_picture_of_a_product_is_an_image()
    {
        var answer = await CallAsync("get_product_picture", new { id = 1 });

        var image = answer.Content.Should().ContainSingle(block => block.GetProperty("type").GetString() == "image").Subject;
        image.GetProperty("mimeType").GetString().Should().Be("image/png");
        image.GetProperty("data").GetBytesFromBase64().Should()
            .Equal(await File.ReadAllBytesAsync(Repository.PathTo("samples", "Shop", "Pictures", "1.png")));
    }

    [SkippableFact]
    public async Task An_order_with_lines_is_placed_and_found_again()
    {
        var placed = await CallAsync("create_order", new
        {
            customer = "Ada Lovelace",
            deliverOn = "2027-01-15",
            lines = new[] { new { productId = 2, quantity = 3 }, new { productId = 3, quantity = 1 } },
        });
        placed.IsError.Should().BeFalse(placed.ToString());
        placed.Structured.GetProperty("total").GetDecimal().Should().Be((3 * 29.99m) + 299.99m);
        placed.Structured.GetProperty("status").GetString().Should().Be("Placed");
        var id = placed.Structured.GetProperty("id").GetInt32();

        var order = await CallAsync("get_order", new { id });
        order.Structured.GetProperty("deliverOn").GetString().Should().Be("2027-01-15");
        order.Structured.GetProperty("lines").GetArrayLength().Should().Be(2);

        var open = await CallAsync("list_orders", new { status = "Placed", deliverFrom = "2027-01-15" });
        open.Structured.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt32()).Should().Contain(id);

        var shipped = await CallAsync("list_orders", new { status = "Shipped" });
        shipped.Structured.GetProperty("items").GetArrayLength().Should().Be(0);
    }

    [SkippableFact]
    public async Task An_order_of_an_unknown_product_is_an_error_that_names_the_line()
    {
        var answer = await CallAsync("create_order", new
        {
            customer = "Ada Lovelace",
            deliverOn = "2027-01-15",
            lines = new[] { new { productId = 2, quantity = 1 }, new { productId = 999, quantity = 1 } },
        });

        answer.IsError.Should().BeTrue();
        answer.Text.Should().Contain("lines[1].productId");
    }

    [SkippableFact]
    public async Task The_statistics_are_neither_listed_nor_callable_without_the_token()
    {
        (await _client.ListToolsAsync(_shop.Endpoint)).Should().NotContain("get_stats");

        var answer = await CallAsync("get_stats", new { });

        (answer.IsError || answer.IsProtocolError).Should().BeTrue(answer.ToString());
        answer.ToString().Should().NotContain("revenue");
    }

    [SkippableFact]
    public async Task The_statistics_are_listed_and_callable_with_the_token()
    {
        (await _client.ListToolsAsync(_shop.Endpoint, _shop.Administrator)).Should().BeEquivalentTo([.. _publicTools, "get_stats"]);

        var answer = await CallAsync("get_stats", new { }, _shop.Administrator);

        answer.IsError.Should().BeFalse(answer.ToString());
        answer.Structured.GetProperty("products").GetInt32().Should().BeGreaterThanOrEqualTo(3);
    }

    [SkippableFact]
    public async Task What_is_ignored_is_not_callable()
    {
        var answer = await CallAsync("get_health", new { });

        (answer.IsError || answer.IsProtocolError).Should().BeTrue(answer.ToString());
    }

    private Task<ToolAnswer> CallAsync(string name, object arguments, string? authorization = null) =>
        _client.CallToolAsync(_shop.Endpoint, name, arguments, authorization);

    private static IEnumerable<string?> NamesOf(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(product => product.GetProperty("name").GetString());
}
