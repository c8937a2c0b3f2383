namespace Mvc.Mcp.EndToEnd.Shop;

public sealed class ShopWelcomeTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public void The_address_of_the_endpoint_is_printed() => shop.PrintedEndpoint.Should().Be(shop.Endpoint.AbsoluteUri);

    [Fact]
    public void The_number_of_tools_is_printed() => shop.ToolCount.Should().Be(10);

    [Fact]
    public void The_line_to_paste_into_a_client_is_printed() =>
        shop.ClaudeLine.Should().Be($"claude mcp add --transport http shop {shop.Endpoint}");

    [Fact]
    public async Task The_address_of_the_explorer_is_printed_and_right()
    {
        using var http = new HttpClient();

        (await http.GetStringAsync(shop.PrintedExplorer)).Should().Contain("MCP explorer");
    }

    [Fact]
    public async Task Swagger_UI_is_served_beside_the_tools()
    {
        using var http = new HttpClient();

        var page = await http.GetStringAsync(new Uri(shop.Endpoint, "/swagger/index.html"));

        page.Should().Contain("swagger-ui");
    }
}
