using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Catalog;
using ProtocolTool = ModelContextProtocol.Protocol.Tool;

namespace Mvc.Mcp.Tests.Catalog;

public class HintTests
{
    private static readonly CatalogSnapshot _contents = CatalogOf.Controllers(
        options => options.Rules.Add(new() { Methods = ["HEAD"] }), typeof(VerbsController), typeof(HintedController));

    [Theory]
    [InlineData("Verbs_Get", true, null, null)]
    [InlineData("Verbs_Head", true, null, null)]
    [InlineData("Verbs_Post", null, false, null)]
    [InlineData("Verbs_Put", null, false, true)]
    [InlineData("Verbs_Patch", null, false, null)]
    [InlineData("Verbs_Delete", null, null, true)]
    public void Annotations_follow_the_method(string name, bool? readOnly, bool? destructive, bool? idempotent) =>
        Tool(name).Annotations.Should().BeEquivalentTo(new ToolAnnotations
        {
            ReadOnlyHint = readOnly, DestructiveHint = destructive, IdempotentHint = idempotent, OpenWorldHint = false,
        });

    [Fact]
    public void The_attribute_of_an_action_wins_over_that_of_its_controller_and_both_over_the_method()
    {
        var search = Tool("search");
        search.Title.Should().Be("Search");
        search.Description.Should().Be("Finds things.");
        search.Annotations.Should().BeEquivalentTo(new ToolAnnotations
        {
            ReadOnlyHint = true,
        });
        Tool("Hinted_Change").Annotations!.OpenWorldHint.Should().BeFalse();
    }

    [Fact]
    public void Arguments_are_named_described_and_repeated_in_headers_as_attributes_say()
    {
        var definition = _contents.Tools.Single(tool => tool.Tool.Name == "search");
        definition.Tool.InputSchema.GetRawText().Should().Be(
            """{"type":"object","properties":{"words":{"type":"string","description":"What to look for.","x-mcp-header":"Words"}},"required":["words"],"additionalProperties":false}""");
        definition.Request.ByName["words"].WireName.Should().Be("q");
    }

    [Fact]
    public void Ignored_parameters_and_properties_are_no_arguments()
    {
        var definition = _contents.Tools.Single(tool => tool.Tool.Name == "Hinted_Change");
        definition.Request.Arguments.Select(argument => (argument.Name, argument.WireName)).Should().Equal(("title", "name"));
        definition.Tool.InputSchema.GetRawText().Should().NotContain("secret").And.NotContain("tenant").And.Contain("What it is called.");
    }

    [Theory]
    [InlineData(typeof(RequiredController), "GET /required/{id} (*): [McpIgnore] stands on 'id', but the API refuses a request without it.*")]
    [InlineData(typeof(RequiredMemberController), "POST /required-member (*): [McpIgnore] stands on 'name', but the API refuses*")]
    [InlineData(typeof(TwiceController), "GET /twice (*): [McpParameter(Header = \"h\")] stands on 'b' and on another*")]
    [InlineData(typeof(ObjectHeaderController), "GET /object-header (*): [McpParameter(Header = \"H\")] stands on 'numbers', but only texts*")]
    [InlineData(typeof(NoTokenController), "GET /no-token (*): [McpParameter(Header = \"a b\")] on 'a' is no name of an HTTP header.")]
    public void An_attribute_that_cannot_work_stops_the_start_with_the_action_and_the_reason(Type controller, string message)
    {
        var act = () => CatalogOf.Controllers(controller);
        act.Should().Throw<InvalidOperationException>().WithMessage(message);
    }

    private static ProtocolTool Tool(string name) => _contents.Tools.Single(tool => tool.Tool.Name == name).Tool;

    public sealed class Thing
    {
        [McpParameter(Name = "title", Description = "What it is called.")]
        public string? Name { get; set; }

        [McpIgnore]
        public string? Secret { get; set; }
    }

    public sealed record Strict([Required, McpIgnore] string Name);

    [ApiController, Route("verbs")]
    public sealed class VerbsController : ControllerBase
    {
        [HttpGet]
        public void Get()
        {
        }

        [HttpHead]
        public void Head()
        {
        }

        [HttpPost]
        public void Post()
        {
        }

        [HttpPut]
        public void Put()
        {
        }

        [HttpPatch]
        public void Patch()
        {
        }

        [HttpDelete]
        public void Delete()
        {
        }
    }

    [ApiController, Route("hinted"), McpTool(OpenWorld = true)]
    public sealed class HintedController : ControllerBase
    {
        [HttpPost, McpTool(Name = "search", Title = "Search", Description = "Finds things.", ReadOnly = true)]
        public void Search([FromQuery(Name = "q"), McpParameter(Name = "words", Description = "What to look for.", Header = "Words")] string text)
        {
        }

        [HttpPut, McpTool(OpenWorld = false)]
        public void Change(Thing thing, [FromQuery, McpIgnore] int tenant)
        {
        }
    }

    [ApiController, Route("required/{id}")]
    public sealed class RequiredController : ControllerBase
    {
        [HttpGet]
        public void Get([McpIgnore] int id)
        {
        }
    }

    [ApiController, Route("required-member")]
    public sealed class RequiredMemberController : ControllerBase
    {
        [HttpPost]
        public void Post(Strict strict)
        {
        }
    }

    [ApiController, Route("twice")]
    public sealed class TwiceController : ControllerBase
    {
        [HttpGet]
        public void Get([McpParameter(Header = "H")] string a, [McpParameter(Header = "h")] string b)
        {
        }
    }

    [ApiController, Route("object-header")]
    public sealed class ObjectHeaderController : ControllerBase
    {
        [HttpGet]
        public void Get([FromQuery, McpParameter(Header = "H")] int[] numbers)
        {
        }
    }

    [ApiController, Route("no-token")]
    public sealed class NoTokenController : ControllerBase
    {
        [HttpGet]
        public void Get([McpParameter(Header = "a b")] string a)
        {
        }
    }
}
