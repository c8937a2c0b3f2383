using Microsoft.AspNetCore.Mvc;

namespace Mvc.Mcp.Tests.Catalog;

public class NamingTests
{
    [Fact]
    public void The_attribute_wins_over_the_dictionary_the_delegate_the_operationId_and_the_route()
    {
        var contents = CatalogOf.Controllers(
            options =>
            {
                options.ToolNames["by_dictionary"] = "from_dictionary";
                options.ToolNames["by_attribute"] = "not this";
                options.ToolName = operation => operation.OperationId is "by_delegate" or "by_dictionary" or "by_attribute" ? "from_delegate" : null;
            },
            typeof(NamedController));
        contents.Tools.Select(tool => tool.Tool.Name).Should().BeEquivalentTo(
            "from_attribute", "from_dictionary", "from_delegate", "from_operationId", "Named_Derived");
    }

    [Fact]
    public void A_name_has_no_characters_that_clients_refuse_and_at_most_64()
    {
        var names = CatalogOf.Controllers(typeof(OddController)).Tools.Select(tool => tool.Tool.Name).ToArray();
        names.Should().Contain("get_products_v1").And.OnlyContain(name => name.Length <= 64);
        names.Should().HaveCount(3).And.OnlyHaveUniqueItems("two long names that differ at their ends only stay two");
    }

    [Fact]
    public void Overloads_are_told_apart_by_what_they_take()
    {
        var contents = CatalogOf.Controllers(typeof(OverloadsController));
        contents.Tools.Select(tool => (tool.Tool.Name, $"{tool.Request.Method} {tool.Request.PathTemplate}")).Should().BeEquivalentTo(
            new[]
            {
                ("Overloads_Get", "GET /overloads"), ("Overloads_Get_by_id", "GET /overloads/{id}"),
                ("Overloads_Save", "POST /overloads"), ("Overloads_Save_put", "PUT /overloads"),
            });
    }

    [Fact]
    public void A_clash_is_a_warning_that_names_the_way_out() =>
        CatalogOf.Warnings(_ => { }, typeof(OverloadsController)).Should().Contain(warning =>
            warning.Contains("GET /overloads/{id} is named 'Overloads_Get_by_id', because 'Overloads_Get' is taken.") &&
            warning.Contains("[McpTool(Name"));

    [Fact]
    public void A_hand_written_tool_keeps_its_name() =>
        CatalogOf.Controllers(options => options.ToolName = _ => "taken", typeof(OverloadsController))
            .Tools.Select(tool => tool.Tool.Name).Should().NotContain("taken").And.OnlyHaveUniqueItems();

    [Fact]
    public void A_name_on_a_controller_is_an_error()
    {
        var act = () => CatalogOf.Controllers(typeof(MisnamedController));
        act.Should().Throw<InvalidOperationException>().WithMessage("[McpTool] on *MisnamedController sets Name, Title, Description, Constants, Only or Except.*");
    }

    [Fact]
    public void Tags_and_what_the_application_adds_are_in_the_tool()
    {
        var tool = CatalogOf.Controllers(
            options => options.ConfigureTool = (tool, operation) =>
            {
                tool.Title = operation.ToString();
                tool.Name = "not allowed";
            },
            typeof(MisnamedSafely)).Tools.Single().Tool;
        tool.Name.Should().Be("MisnamedSafely_Get");
        tool.Title.Should().Be("GET /safely");
        tool.Meta!["tags"]!.ToJsonString().Should().Be("""["MisnamedSafely"]""");
    }

    [ApiController, Route("named")]
    public sealed class NamedController : ControllerBase
    {
        [HttpGet("1", Name = "by_attribute"), McpTool(Name = "from_attribute")]
        public void ByAttribute()
        {
        }

        [HttpGet("2", Name = "by_dictionary")]
        public void ByDictionary()
        {
        }

        [HttpGet("3", Name = "by_delegate")]
        public void ByDelegate()
        {
        }

        [HttpGet("4", Name = "from_operationId")]
        public void ByOperationId()
        {
        }

        [HttpGet("5")]
        public void Derived()
        {
        }
    }

    [ApiController, Route("odd")]
    public sealed class OddController : ControllerBase
    {
        private const string Long = "a_name_that_is_very_much_longer_than_what_clients_accept_as_the_name_of_a_tool";

        [HttpGet("1", Name = "get products (v1)")]
        public void Characters()
        {
        }

        [HttpGet("2", Name = Long + "_1")]
        public void LongOne()
        {
        }

        [HttpGet("3", Name = Long + "_2")]
        public void LongTwo()
        {
        }
    }

    [ApiController, Route("overloads")]
    public sealed class OverloadsController : ControllerBase
    {
        [HttpGet("{id}")]
        public void Get(int id)
        {
        }

        [HttpGet]
        public void Get()
        {
        }

        [AcceptVerbs("POST", "PUT")]
        public void Save()
        {
        }
    }

    [ApiController, Route("misnamed"), McpTool(Name = "one")]
    public sealed class MisnamedController : ControllerBase
    {
        [HttpGet]
        public void Get()
        {
        }
    }

    [ApiController, Route("safely"), McpTool(ReadOnly = true)]
    public sealed class MisnamedSafely : ControllerBase
    {
        [HttpGet]
        public void Get()
        {
        }
    }
}
