using System.Net;
using Mvc.Mcp.EndToEnd.Clients;
using Mvc.Mcp.EndToEnd.Processes;

namespace Mvc.Mcp.EndToEnd.Samples;

public sealed class ShopPersonasTests : IAsyncLifetime
{
    private readonly SampleDatabase _database = new();
    private readonly DotNetClient _client = new();
    private ServerProcess _sample = null!;
    private Uri _visitor = null!;
    private string _administrator = "";

    private Uri Customer => new(_visitor, "customer");

    private Uri Admin => new(_visitor, "admin");

    public async Task InitializeAsync()
    {
        _sample = Sample.Start("Shop.Personas", _database.Argument);
        _visitor = await _sample.ReadEndpointAsync("/mcp/visitor");
        _administrator = await _sample.ReadAsync("Authorization: (Bearer [^\"]+)");
    }

    public async Task DisposeAsync()
    {
        await _sample.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task A_visitor_looks_around()
    {
        (await _client.ListToolsAsync(_visitor, null)).Should().BeEquivalentTo("list_products", "get_product", "get_product_picture");

        var order = await _client.CallToolAsync(_visitor, "list_orders", new { }, null);
        order.IsProtocolError.Should().BeTrue(order.ToString());
    }

    [Fact]
    public async Task A_customer_orders()
    {
        (await _client.ListToolsAsync(Customer, null)).Should().BeEquivalentTo(
            "list_products", "get_product", "get_product_picture", "create_order", "get_order", "list_orders");

        var order = await _client.CallToolAsync(Customer, "create_order",
            new { customer = "Ada", deliverOn = "2027-01-15", lines = new[] { new { productId = 2, quantity = 1 } } }, null);
        order.IsError.Should().BeFalse(order.ToString());
    }

    [Fact]
    public async Task An_administrator_does_everything_and_says_who_it_is()
    {
        using var http = new HttpClient();
        using var anonymous = await http.PostAsync(Admin, new StringContent("{}", mediaType: new("application/json")));
        anonymous.StatusCode.Should().Be(HttpStatusCode.Unauthorized);

        (await _client.ListToolsAsync(Admin, _administrator)).Should().HaveCount(10);
        var stats = await _client.CallToolAsync(Admin, "get_stats", new { }, _administrator);
        stats.Structured.GetProperty("products").GetInt32().Should().Be(3);
    }
}
