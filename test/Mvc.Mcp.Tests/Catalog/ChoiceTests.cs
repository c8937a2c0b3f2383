using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.Tests.Catalog;

public class ChoiceTests
{
    private static readonly Type[] _api = [typeof(ProductsController), typeof(OrdersController)];

    [Fact]
    public void Included_operations_and_tags_are_a_union() =>
        Names(options =>
        {
            options.IncludeOperations.Add("list_orders");
            options.IncludeTags.Add("Products");
        }).Should().BeEquivalentTo("Products_Get", "Products_Delete", "list_orders");

    [Fact]
    public void An_exclusion_wins_over_an_inclusion_of_another_kind() =>
        Names(options =>
        {
            options.IncludeTags.Add("Products");
            options.ExcludeOperations.Add("Products_Delete");
        }).Should().Equal("Products_Get");

    [Fact]
    public void An_excluded_tag_takes_its_operations_away() =>
        Names(options => options.ExcludeTags.Add("Products")).Should().BeEquivalentTo("list_orders", "Orders_Create");

    [Theory]
    [InlineData("Operations")]
    [InlineData("Tags")]
    public void Inclusion_and_exclusion_of_one_kind_is_an_error_that_names_both(string kind)
    {
        var act = () => CatalogOf.Controllers(
            options =>
            {
                (kind == "Tags" ? options.IncludeTags : options.IncludeOperations).Add("a");
                (kind == "Tags" ? options.ExcludeTags : options.ExcludeOperations).Add("b");
            },
            _api);
        act.Should().Throw<InvalidOperationException>().WithMessage($"*McpOptions.Include{kind} and McpOptions.Exclude{kind}*");
    }

    [Fact]
    public void What_is_left_out_says_why() =>
        CatalogOf.Controllers(options => options.ExcludeTags.Add("Products"), _api).Omitted.Should().Contain(
            new McpOmittedOperation("GET", "/products/{id}", null, "McpOptions.ExcludeTags names its tag 'Products'.")
            {
                Change = "Take \"Products\" out of o.ExcludeTags.",
            });

    [Fact]
    public void A_name_in_a_filter_that_names_nothing_is_a_warning_with_near_matches() =>
        CatalogOf.Warnings(options => options.ExcludeOperations.Add("list_order"), _api).Should().Contain(
            "McpOptions.ExcludeOperations names 'list_order', but the Swagger document has no such operation. Did you mean 'list_orders'?");

    [Fact]
    public void The_first_route_map_that_matches_decides()
    {
        var contents = CatalogOf.Controllers(
            options =>
            {
                options.Rules.Add(new OperationRule { Methods = ["DELETE"], Kind = McpKind.Exclude });
                options.Rules.Add(new OperationRule { Methods = ["get"], Tags = ["Products"], Kind = McpKind.ResourceTemplate });
                options.Rules.Add(new OperationRule { Pattern = "^/PRODUCTS/", Kind = McpKind.Exclude });
            },
            _api);
        contents.Tools.Select(tool => tool.Tool.Name).Should().BeEquivalentTo("list_orders", "Orders_Create");
        contents.Resources.Select(resource => resource.Template.UriTemplate).Should().Equal("api:///products/{id}{?color,tags*,expand}");
        contents.Omitted.Should().ContainSingle().Which.Reason.Should().Be("McpOptions.Rules[0] excludes it.");
        contents.Omitted[0].Change.Should().Be("Let o.Rules[0] say McpKind.Tool for DELETE /products/{id}.");
    }

    [Fact]
    public void The_delegate_decides_last() =>
        CatalogOf.Controllers(
            options =>
            {
                options.Rules.Add(new OperationRule { Methods = ["GET"], Kind = McpKind.Resource });
                options.SelectKind = (operation, kind) => operation.Path == "/orders" && kind == McpKind.Resource ? McpKind.Tool : kind;
            },
            _api).Tools.Select(tool => tool.Tool.Name).Should().Contain("list_orders");

    [Fact]
    public void Only_a_get_can_be_a_resource()
    {
        var act = () => CatalogOf.Controllers(options => options.Rules.Add(new OperationRule { Kind = McpKind.Resource }), _api);
        act.Should().Throw<InvalidOperationException>().WithMessage("McpOptions.Rules[0] makes * a resource, * Methods = [\"GET\"].");
    }

    [Theory]
    [InlineData(typeof(ConfirmedController), false)]
    [InlineData(typeof(DestructiveController), true)]
    public void What_the_user_is_to_confirm_cannot_be_a_resource(Type controller, bool confirmDestructive)
    {
        var act = () => CatalogOf.Controllers(
            options =>
            {
                options.ConfirmDestructive = confirmDestructive;
                options.Rules.Add(new OperationRule { Kind = McpKind.Resource });
            },
            controller);
        act.Should().Throw<InvalidOperationException>().WithMessage("*the user is to be asked before each call*Make it a tool, or leave out [McpTool(Confirm = true)].");
    }

    [Fact]
    public void A_pattern_that_is_no_regular_expression_is_an_error_that_names_it()
    {
        var act = () => CatalogOf.Controllers(options => options.Rules.Add(new OperationRule { Pattern = "(" }), _api);
        act.Should().Throw<InvalidOperationException>().WithMessage("McpOptions.Rules[0].Pattern is no regular expression*");
    }

    private static IEnumerable<string> Names(Action<McpOptions> configure) =>
        CatalogOf.Controllers(configure, _api).Tools.Select(tool => tool.Tool.Name);

    [ApiController, Route("products/{id}")]
    public sealed class ProductsController : ControllerBase
    {
        [HttpGet]
        public string Get(int id, DayOfWeek? color, [FromQuery] string[] tags, bool expand = false) => "";

        [HttpDelete]
        public void Delete(int id)
        {
        }
    }

    [ApiController, Route("confirmed")]
    public sealed class ConfirmedController : ControllerBase
    {
        [HttpGet, McpTool(Confirm = true)]
        public string Get() => "";
    }

    [ApiController, Route("destructive")]
    public sealed class DestructiveController : ControllerBase
    {
        [HttpGet, McpTool(Destructive = true)]
        public string Get() => "";
    }

    [ApiController, Route("orders")]
    public sealed class OrdersController : ControllerBase
    {
        [HttpGet(Name = "list_orders")]
        public string List() => "";

        [HttpPost]
        public void Create()
        {
        }
    }
}
