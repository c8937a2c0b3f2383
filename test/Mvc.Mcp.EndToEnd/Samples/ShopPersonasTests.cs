using System.Net;
using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.Samples;

public sealed class ShopPersonasTests(ShopPersonasTests.Fixture sample) : IClassFixture<ShopPersonasTests.Fixture>
{
    private readonly DotNetClient _client = new();

    private Uri Visitor => new(sample.Address, "/mcp/visitor");

    private Uri Customer => new(sample.Address, "/mcp/customer");

    private Uri Admin => new(sample.Address, "/mcp/admin");

    [Fact]
    public async Task A_visitor_looks_around()
    {
        (await _client.ListToolsAsync(Visitor, null)).Should().BeEquivalentTo("list_products", "get_product", "get_product_picture");

        var order = await _client.CallToolAsync(Visitor, "list_orders", new { }, null);
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

        (await _client.ListToolsAsync(Admin, sample.Administrator)).Should().HaveCount(10);
        var stats = await _client.CallToolAsync(Admin, "get_stats", new { }, sample.Administrator);
        stats.Structured.GetProperty("products").GetInt32().Should().Be(3);
    }

    public sealed class Fixture() : SampleFixture("Shop.Personas")
    {
        /// <summary>The administrator's <c>Authorization</c> header, which the sample prints.</summary>
        public string Administrator { get; private set; } = "";

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            Administrator = await FindAsync("Authorization: (Bearer [^\"]+)");
        }
    }
}
