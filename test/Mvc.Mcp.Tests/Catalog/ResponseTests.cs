using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ProtocolTool = ModelContextProtocol.Protocol.Tool;

namespace Mvc.Mcp.Tests.Catalog;

public class ResponseTests
{
    [Fact]
    public void By_default_a_description_says_nothing_of_responses() =>
        Get(_ => { }).Description.Should().Be("GET /things");

    [Fact]
    public void All_responses_are_described_with_examples_on_request() =>
        Get(options => options.DescribeAllResponses = true).Description.Should().Be(
            """
            GET /things

            Responses:
            200: OK
            Example: {"name":"string","parts":[{"weight":0.5}]}
            404: Not Found
            Example: {"type":"string","title":"string","status":0,"detail":"string","instance":"string"}
            """);

    [Fact]
    public void The_schema_of_the_response_is_described_on_request() =>
        Get(options => options.DescribeFullResponseSchema = true).Description.Should().StartWith(
            """
            GET /things

            Responses:
            200: OK
            Schema: {"type":"object","properties":{"name":
            """).And.NotContain("404");

    [Fact]
    public void An_answer_that_is_no_object_is_wrapped_for_earlier_revisions()
    {
        var definition = CatalogOf.Controllers(typeof(ThingsController)).Tools.Single(tool => tool.Tool.Name == "Things_List");
        definition.Tool.OutputSchema!.Value.GetProperty("type").GetString().Should().Be("array");
        var legacy = definition.LegacyTool.OutputSchema!.Value;
        legacy.GetProperty("type").GetString().Should().Be("object");
        legacy.GetProperty("properties").GetProperty("result").GetProperty("type").GetString().Should().Be("array");
        legacy.GetProperty("$defs").EnumerateObject().Select(definition => definition.Name).Should().Equal("Node");
        definition.WrapResult.Should().BeTrue();
    }

    [Fact]
    public void An_answer_that_is_an_object_is_the_same_in_every_revision()
    {
        var definition = CatalogOf.Controllers(typeof(ThingsController)).Tools.Single(tool => tool.Tool.Name == "Things_Get");
        definition.LegacyTool.Should().BeSameAs(definition.Tool);
        definition.WrapResult.Should().BeFalse();
    }

    [Fact]
    public void A_text_that_mvc_writes_as_plain_text_is_not_announced_as_json() =>
        CatalogOf.Controllers(typeof(ThingsController)).Tools.Single(tool => tool.Tool.Name == "Things_Text").Tool.OutputSchema.Should().BeNull();

    private static ProtocolTool Get(Action<McpOptions> configure) =>
        CatalogOf.Controllers(configure, typeof(ThingsController)).Tools.Single(tool => tool.Tool.Name == "Things_Get").Tool;

    public sealed class Thing
    {
        public string? Name { get; set; }

        public List<Part>? Parts { get; set; }
    }

    public sealed class Part
    {
        public double Weight { get; set; }
    }

    public sealed class Node
    {
        public Node? Next { get; set; }
    }

    [ApiController, Route("things")]
    public sealed class ThingsController : ControllerBase
    {
        [HttpGet]
        [ProducesResponseType<Thing>(StatusCodes.Status200OK)]
        [ProducesResponseType(StatusCodes.Status404NotFound, Type = typeof(void))]
        public ActionResult Get() => NotFound();

        [HttpGet("list")]
        public List<Node> List() => [];

        [HttpGet("text")]
        public string Text() => "";
    }
}
