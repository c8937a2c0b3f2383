using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Tests.Invocation;

public class CallTests
{
    [Fact]
    public async Task A_call_returns_the_actions_json_as_text_and_as_structured_content()
    {
        await using var app = await CallApp.StartAsync([typeof(ProductsController)]);

        var result = await app.CallToolAsync("GetProduct", new { id = 7 });

        result.IsError.Should().NotBe(true);
        result.Content.Should().ContainSingle().Which.Should().BeOfType<TextContentBlock>().Which.Text.Should().Be("""{"id":7,"name":"Tea"}""");
        result.StructuredContent!.Value.GetProperty("id").GetInt32().Should().Be(7);
    }

    [Fact]
    public async Task A_body_is_composed_from_the_arguments_and_a_created_resource_is_named()
    {
        await using var app = await CallApp.StartAsync([typeof(ProductsController)]);

        var result = await app.CallToolAsync("CreateProduct", new { id = 3, name = "Grüner Tee" });

        Text(result).Should().Be("{\"id\":3,\"name\":\"Grüner Tee\"}\nLocation: http://localhost/products/3");
    }

    [Fact]
    public async Task A_validation_error_comes_back_under_the_arguments_name()
    {
        await using var app = await CallApp.StartAsync([typeof(ProductsController)]);

        var result = await app.CallToolAsync("CreateProduct", new { id = 3, name = "x" });

        result.IsError.Should().BeTrue();
        Text(result).Should().StartWith("400 Bad Request").And.Contain("\"name\":[");
    }

    [Fact]
    public async Task An_unknown_argument_is_refused_with_the_name_that_was_probably_meant()
    {
        await using var app = await CallApp.StartAsync([typeof(ProductsController)]);

        var result = await app.CallToolAsync("Search", new { querry = "tea" });

        result.IsError.Should().BeTrue();
        Text(result).Should().Contain("'querry' is not an argument of this tool; did you mean 'query'?");
    }

    [Fact]
    public async Task An_action_that_returns_nothing_says_so()
    {
        await using var app = await CallApp.StartAsync([typeof(ProductsController)]);

        Text(await app.CallToolAsync("DeleteProduct", new { id = 1 })).Should().Be("204 No Content");
    }

    [Fact]
    public async Task An_exception_becomes_a_plain_500_with_the_trace_id()
    {
        await using var app = await CallApp.StartAsync([typeof(ProductsController)]);

        var result = await app.CallToolAsync("Explode");

        result.IsError.Should().BeTrue();
        Text(result).Should().StartWith("500 Internal Server Error\nThe server logged the cause under trace id ").And.NotContain("secret");
    }

    [Fact]
    public async Task Authorize_stops_a_call_without_a_user_and_lets_one_with_a_user_pass()
    {
        await using var app = await CallApp.StartAsync(
            [typeof(ProductsController)],
            services => services.AddAuthentication("Test").AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, HeaderAuthentication>("Test", null));

        var anonymous = await app.CallToolAsync("Secret");
        var user = await app.CallToolAsync("Secret", request: request => request.Headers.Add("X-User", "ann"));

        anonymous.IsError.Should().BeTrue();
        Text(anonymous).Should().StartWith("401 Unauthorized");
        Text(user).Should().Be("hello ann");
    }

    [Fact]
    public async Task The_accessor_shows_the_calls_context_during_the_call_and_the_callers_after_it()
    {
        await using var app = await CallApp.StartAsync([typeof(ProductsController)]);
        HttpContext? after = null;
        HttpContext? caller = null;
        app.Around = async (context, call) =>
        {
            caller = context;
            await call();
            after = app.Services.GetRequiredService<IHttpContextAccessor>().HttpContext;
        };

        var result = await app.CallToolAsync("Where");

        Text(result).Should().Be("/products/where");
        after.Should().BeSameAs(caller);
    }

    private static string Text(CallToolResult result) =>
        string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));

    public sealed record Product(int Id, [StringLength(20, MinimumLength = 2)] string Name);

    [ApiController]
    [Route("products")]
    public sealed class ProductsController(IHttpContextAccessor accessor) : ControllerBase
    {
        [HttpGet("{id:int}")]
        public Product GetProduct(int id) => new(id, "Tea");

        [HttpGet("")]
        public string[] Search(string? query, int limit = 10) => [query ?? "all", limit.ToString()];

        [HttpPost("")]
        public ActionResult<Product> CreateProduct(Product product) => CreatedAtAction(nameof(GetProduct), new { id = product.Id }, product);

        [HttpDelete("{id:int}")]
        public IActionResult DeleteProduct(int id) => NoContent();

        [HttpGet("explode")]
        public string Explode() => throw new InvalidOperationException("secret");

        [Authorize]
        [HttpGet("secret")]
        public string Secret() => $"hello {User.FindFirstValue(ClaimTypes.Name)}";

        [HttpGet("where")]
        public string Where() => accessor.HttpContext!.Request.Path;
    }
}
