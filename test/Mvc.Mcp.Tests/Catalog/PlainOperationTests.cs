using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Tests.Catalog;

public class PlainOperationTests
{
    private static readonly CatalogSnapshot _contents = CatalogOf.Controllers(typeof(ProductsController));

    [Fact]
    public void An_operation_is_named_by_its_operationId_or_by_its_controller_and_action() =>
        _contents.Tools.Select(tool => tool.Tool.Name).Should().Equal("Products_List", "Products_Create", "get_product", "Products_Replace", "Products_Remove");

    [Fact]
    public void A_json_body_stands_beside_the_path_in_one_object() =>
        Tool("Products_Replace").Tool.InputSchema.GetRawText().Should().Be(
            """{"type":"object","properties":{"id":{"type":"integer"},"name":{"type":"string","minLength":1},"price":{"type":"number","minimum":0,"maximum":1000}},"required":["id","name"],"additionalProperties":false}""");

    [Fact]
    public void The_plan_says_where_each_argument_goes()
    {
        var plan = Tool("Products_Replace").Request;
        plan.Method.Should().Be("PUT");
        plan.PathTemplate.Should().Be("/products/{id}");
        plan.Arguments.Select(argument => (argument.Name, argument.Location, argument.Kind)).Should().Equal(
            ("id", ArgumentLocation.Path, ArgumentKind.Integer),
            ("name", ArgumentLocation.BodyProperty, ArgumentKind.String),
            ("price", ArgumentLocation.BodyProperty, ArgumentKind.Number));
        plan.Body.Should().Be(new BodyTemplate(BodyKind.JsonObject, "application/json", true));
    }

    [Fact]
    public void What_is_ignored_is_left_out_with_the_reason() =>
        _contents.Omitted.Should().ContainSingle().Which.Should().Be(
            new McpOmittedOperation("GET", "/products/secret", null, "[McpIgnore] stands on the action or its controller.")
            {
                Change = "Take [McpIgnore] away from ProductsController.Secret or from ProductsController.",
            });

    [Fact]
    public void An_answer_that_is_not_an_object_is_marked_to_be_wrapped()
    {
        Tool("Products_List").WrapResult.Should().BeTrue();
        Tool("get_product").WrapResult.Should().BeFalse();
    }

    [Fact]
    public void A_tool_without_documentation_is_described_by_its_route() =>
        Tool("Products_Remove").Tool.Description.Should().Be("DELETE /products/{id}");

    private static ToolDefinition Tool(string name) => _contents.Tools.Single(tool => tool.Tool.Name == name);

    public sealed record Product
    {
        [System.ComponentModel.DataAnnotations.Required]
        public string? Name { get; init; }

        [System.ComponentModel.DataAnnotations.Range(0, 1000)]
        public double Price { get; init; }
    }

    [ApiController, Route("products")]
    public sealed class ProductsController : ControllerBase
    {
        [HttpGet]
        public IEnumerable<Product> List(string? search = null, int page = 1) => [];

        [HttpGet("{id:int}", Name = "get_product")]
        public Product Get(int id) => new();

        [HttpPost]
        public Product Create(Product product) => product;

        [HttpPut("{id}")]
        public Product Replace(int id, Product product) => product;

        [HttpDelete("{id}")]
        public void Remove(int id)
        {
        }

        [HttpGet("secret"), McpIgnore]
        public string Secret() => "";
    }
}
