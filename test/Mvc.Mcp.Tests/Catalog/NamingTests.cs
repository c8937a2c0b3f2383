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
                ("Overloads_Save_post", "POST /overloads"), ("Overloads_Save_put", "PUT /overloads"),
            });
    }

    [Fact]
    public void Whatever_differs_tells_actions_of_one_name_apart()
    {
        var names = CatalogOf.Controllers(typeof(AlikeController)).Tools.ToDictionary(tool => tool.Operation.Public.ToString(), tool => tool.Tool.Name);
        names.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["GET /alike"] = "Alike_Get",
            ["GET /alike/{id}"] = "Alike_GetById",
            ["GET /alike/top"] = "Alike_Get_top",
            ["GET /alike/new/{kind}"] = "Alike_Get_by_kind",
            ["GET /alike/old/{id}"] = "Alike_Find_old",
            ["GET /alike/all/{id}"] = "Alike_Find_all",
            ["GET /alike/both"] = "Alike_Both_get",
            ["POST /alike/both"] = "Alike_Both_post",
        });
    }

    [Fact]
    public void Where_the_general_name_is_somebody_elses_a_list_says_that_it_is_one() =>
        CatalogOf.Controllers(options => options.ToolName = operation => operation.Path.StartsWith("/lists", StringComparison.Ordinal) ? "taken" : null, typeof(ListsController))
            .Tools.Select(tool => tool.Tool.Name).Should().BeEquivalentTo("taken_list", "taken_by_id");

    [Fact]
    public void HEAD_and_OPTIONS_are_no_tools_unless_a_rule_the_delegate_or_an_attribute_asks_for_them()
    {
        var contents = CatalogOf.Controllers(typeof(BodilessController));
        contents.Tools.Select(tool => tool.Tool.Name).Should().BeEquivalentTo("thing", "is_there");
        contents.Omitted.Select(omitted => (omitted.Method, omitted.Reason)).Should().BeEquivalentTo(new[]
        {
            ("HEAD", "A HEAD request answers headers and no content."), ("OPTIONS", "An OPTIONS request answers headers and no content."),
        });

        CatalogOf.Controllers(options => options.Rules.Add(new OperationRule { Methods = ["HEAD"] }), typeof(BodilessController))
            .Tools.Select(tool => (tool.Request.Method, tool.Tool.Name)).Should().BeEquivalentTo(new[]
            {
                ("GET", "thing"), ("HEAD", "is_there"), ("HEAD", "thing_head"),
            }, "HEAD never takes the name of GET");
        CatalogOf.Controllers(options => options.Rules.Add(new OperationRule { Pattern = "." }), typeof(BodilessController))
            .Tools.Should().HaveCount(2, "a rule for every method does not ask for these");
        CatalogOf.Controllers(options => options.SelectKind = (_, _) => McpKind.Tool, typeof(BodilessController)).Tools.Should().HaveCount(4);
    }

    [Fact]
    public void A_name_in_a_script_that_clients_refuse_gives_way_to_controller_and_action_and_says_so()
    {
        var contents = CatalogOf.Controllers(options => options.ToolNames["Script_Listed"] = "商品一覧", typeof(ScriptController));
        contents.Tools.Select(tool => tool.Tool.Name).Should().BeEquivalentTo("Script_ById", "Script_Attribute", "Script_Listed", "Groesse");
        contents.Warnings.Should().Contain(
            "McpOptions.ToolNames[\"Script_Listed\"] names GET /script/3 '商品一覧', but the tool is named 'Script_Listed': clients take names of letters (A to Z), digits, '_' and '-', of 64 characters at most.");
        contents.Warnings.Should().Contain(warning => warning.StartsWith("[McpTool(Name)] names GET /script/2 'товар 商', but the tool is named 'Script_Attribute'"));
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
            options => options.ConfigureTool = (tool, operation) => tool.Title = operation.ToString(),
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

    [ApiController, Route("alike")]
    public sealed class AlikeController : ControllerBase
    {
        [HttpGet]
        public void Get()
        {
        }

        [HttpGet("{id}"), ActionName("Get")]
        public void GetById(int id)
        {
        }

        [HttpGet("top")]
        public void Get(string? query)
        {
        }

        [HttpGet("new/{kind}")]
        public void Get(string kind, int? count)
        {
        }

        [HttpGet("old/{id}")]
        public void Find(int id)
        {
        }

        [HttpGet("all/{id}")]
        public void Find(int id, int? count)
        {
        }

        [AcceptVerbs("GET", "POST", Route = "both")]
        public void Both()
        {
        }
    }

    [ApiController, Route("lists")]
    public sealed class ListsController : ControllerBase
    {
        [HttpGet]
        public string[] Get() => [];

        [HttpGet("{id}")]
        public string Get(int id) => "";
    }

    [ApiController, Route("bodiless")]
    public sealed class BodilessController : ControllerBase
    {
        [AcceptVerbs("GET", "HEAD", "OPTIONS", Route = "thing"), McpTool(Name = "thing")]
        public void Thing()
        {
        }

        [HttpHead("there"), McpTool(Name = "is_there")]
        public void There()
        {
        }
    }

    [ApiController, Route("script")]
    public sealed class ScriptController : ControllerBase
    {
        [HttpGet("1", Name = "取得")]
        public void ById()
        {
        }

        [HttpGet("2"), McpTool(Name = "товар 商")]
        public void Attribute()
        {
        }

        [HttpGet("3")]
        public void Listed()
        {
        }

        [HttpGet("4", Name = "Größe")]
        public void Size()
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
