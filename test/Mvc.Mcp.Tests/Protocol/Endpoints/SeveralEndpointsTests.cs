using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Protocol.Endpoints;

/// <summary>Endpoints of one application that differ in what they offer, to whom, and where.</summary>
public class SeveralEndpointsTests
{
    [Route("products")]
    [Tags("shop")]
    public class ProductsController : ControllerBase
    {
        [HttpGet(Name = "list_products")]
        public string List() => "products";
    }

    [Route("stock")]
    [Tags("admin")]
    public class StockController : ControllerBase
    {
        [HttpPost(Name = "count_stock")]
        public string Count() => "counted";
    }

    [Fact]
    public async Task Each_lists_and_calls_its_own_tools_only()
    {
        await using var app = await StartAsync(web =>
        {
            web.MapMcp("/mcp", o => o.ExcludeTags.Add("admin"));
            web.MapMcp("/mcp/admin", o => o.IncludeTags.Add("admin"));
        });
        await using var shop = await app.ConnectAsync("/mcp");
        await using var admin = await app.ConnectAsync("/mcp/admin");

        (await NamesAsync(shop)).Should().Equal("list_products");
        (await NamesAsync(admin)).Should().Equal("count_stock");
        (await admin.CallToolAsync("count_stock")).IsError.Should().NotBe(true);
        await shop.Invoking(client => client.CallToolAsync("count_stock").AsTask()).Should().ThrowAsync<ModelContextProtocol.McpException>();
        await admin.Invoking(client => client.CallToolAsync("list_products").AsTask()).Should().ThrowAsync<ModelContextProtocol.McpException>();
    }

    [Fact]
    public async Task Each_has_its_own_authorization()
    {
        await using var app = await StartAsync(web =>
        {
            web.MapMcp("/mcp", o => o.ExcludeTags.Add("admin"));
            web.MapMcp("/mcp/admin", o => o.IncludeTags.Add("admin")).RequireAuthorization("admin");
        });
        await using var anyone = await app.ConnectAsync("/mcp");
        await using var admin = await app.ConnectAsync("/mcp/admin", ("X-User", "admin"));

        (await NamesAsync(anyone)).Should().Equal("list_products");
        (await NamesAsync(admin)).Should().Equal("count_stock");
        await app.Invoking(a => a.ConnectAsync("/mcp/admin")).Should().ThrowAsync<HttpRequestException>().WithMessage("*401*");
        await app.Invoking(a => a.ConnectAsync("/mcp/admin", ("X-User", "ada"))).Should().ThrowAsync<HttpRequestException>().WithMessage("*403*");
    }

    [Fact]
    public async Task One_may_be_on_a_port_or_host_of_its_own()
    {
        await using var app = await StartAsync(web =>
        {
            web.MapMcp("/mcp", o => o.ExcludeTags.Add("admin")).RequireHost("shop.example");
            web.MapMcp("/mcp", o => o.IncludeTags.Add("admin")).RequireHost("*:5099");
        });
        await using var shop = await app.ConnectAsync("http://shop.example/mcp");
        await using var admin = await app.ConnectAsync("http://localhost:5099/mcp");

        (await NamesAsync(shop)).Should().Equal("list_products");
        (await NamesAsync(admin)).Should().Equal("count_stock");
        await app.Invoking(a => a.ConnectAsync("http://elsewhere.example/mcp")).Should().ThrowAsync<HttpRequestException>().WithMessage("*404*");
    }

    [Fact]
    public async Task One_may_forward_while_another_runs_in_process()
    {
        await using var remote = await McpTestApp.StartAsync([typeof(ProductsController)], map: web => web.MapGet("/products", () => "from afar"));
        await using var app = await StartAsync(
            web =>
            {
                web.MapMcp("/mcp");
                web.MapMcp("/mcp/remote", o => o.ForwardTo("api", client => client.BaseAddress = new Uri("http://remote.example")));
            },
            services => services.AddHttpClient("api").ConfigurePrimaryHttpMessageHandler(remote.Server.CreateHandler));
        await using var near = await app.ConnectAsync("/mcp");
        await using var far = await app.ConnectAsync("/mcp/remote");

        (await TextAsync(near)).Should().Be("products");
        (await TextAsync(far)).Should().Be("from afar");
    }

    private static Task<McpTestApp> StartAsync(Action<WebApplication> map, Action<IServiceCollection>? services = null) => McpTestApp.StartAsync(
        [typeof(ProductsController), typeof(StockController)],
        services: collection =>
        {
            HeaderAuthentication.AddTo(collection);
            collection.AddAuthorizationBuilder().AddPolicy("admin", policy => policy.RequireUserName("admin"));
            services?.Invoke(collection);
        },
        pipeline: web => web.UseAuthentication().UseAuthorization(),
        map: web =>
        {
            web.MapControllers();
            map(web);
        });

    private static async Task<IEnumerable<string>> NamesAsync(McpClient client) => (await client.ListToolsAsync()).Select(tool => tool.Name);

    private static async Task<string> TextAsync(McpClient client) =>
        (await client.CallToolAsync("list_products")).Content.OfType<ModelContextProtocol.Protocol.TextContentBlock>().Single().Text;
}
