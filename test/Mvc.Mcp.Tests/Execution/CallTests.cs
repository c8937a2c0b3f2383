using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

public class CallTests
{
    [Fact]
    public async Task A_call_returns_the_actions_json_as_text_and_as_structured_content()
    {
        await using var app = await McpTestApp.StartAsync([typeof(ProductsController)]);

        var result = await app.CallToolAsync("get_product", new { id = 7 });

        result.IsError.Should().NotBe(true);
        result.Text().Should().Be("""{"id":7,"name":"Tea"}""");
        result.StructuredContent!.Value.GetProperty("id").GetInt32().Should().Be(7);
    }

    [Fact]
    public async Task A_body_is_composed_from_the_arguments_and_a_created_resource_is_named()
    {
        await using var app = await McpTestApp.StartAsync([typeof(ProductsController)]);

        var result = await app.CallToolAsync("create_product", new { id = 3, name = "Grüner Tee" });

        result.Text().Should().Be("{\"id\":3,\"name\":\"Grüner Tee\"}\nLocation: http://localhost/products/3");
    }

    [Fact]
    public async Task An_action_that_returns_nothing_says_so()
    {
        await using var app = await McpTestApp.StartAsync([typeof(ProductsController)]);

        (await app.CallToolAsync("delete_product", new { id = 1 })).Text().Should().Be("204 No Content");
    }

    [Fact]
    public async Task An_exception_becomes_a_plain_500_with_the_trace_id()
    {
        await using var app = await McpTestApp.StartAsync([typeof(ProductsController)]);

        var result = await app.CallToolAsync("explode");

        result.IsError.Should().BeTrue();
        result.Text().Should().StartWith("500 Internal Server Error\nThe server logged the cause under trace id ").And.NotContain("secret");
    }

    [Fact]
    public async Task The_accessor_shows_the_calls_context_during_the_call_and_the_callers_after_it_even_when_the_action_throws()
    {
        HttpContext? before = null;
        var after = new List<HttpContext?>();
        await using var app = await McpTestApp.StartAsync([typeof(ProductsController)], services: services =>
            services.Configure<McpServerOptions>(options => options.Filters.Request.CallToolFilters.Add(next => async (request, cancellationToken) =>
            {
                var accessor = request.Services!.GetRequiredService<IHttpContextAccessor>();
                before = accessor.HttpContext;
                var result = await next(request, cancellationToken);
                after.Add(accessor.HttpContext);
                return result;
            })));

        (await app.CallToolAsync("where")).Text().Should().Be("/products/where");
        after.Should().Equal(before);
        await app.CallToolAsync("explode");
        after.Should().HaveCount(2);
        after[1].Should().BeSameAs(before).And.NotBeNull();
    }

    public sealed record Product(int Id, [StringLength(20, MinimumLength = 2)] string Name);

    [ApiController]
    [Route("products")]
    public sealed class ProductsController(IHttpContextAccessor accessor) : ControllerBase
    {
        [HttpGet("{id:int}", Name = "get_product")]
        public Product GetProduct(int id) => new(id, "Tea");

        [HttpPost("", Name = "create_product")]
        public ActionResult<Product> CreateProduct(Product product) => CreatedAtRoute("get_product", new { id = product.Id }, product);

        [HttpDelete("{id:int}", Name = "delete_product")]
        public IActionResult DeleteProduct(int id) => NoContent();

        [HttpGet("explode", Name = "explode")]
        public string Explode() => throw new InvalidOperationException("secret");

        [HttpGet("where", Name = "where")]
        public string Where() => accessor.HttpContext!.Request.Path;
    }
}
