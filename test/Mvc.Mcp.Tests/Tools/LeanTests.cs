using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.Tests.Catalog;
using Mvc.Mcp.Tools;
using Mvc.Mcp.Tools.Lean;
using ProtocolTool = ModelContextProtocol.Protocol.Tool;

namespace Mvc.Mcp.Tests.Tools;

public class LeanTests
{
    [Theory]
    [InlineData("""{"type":"integer","format":"int32"}""", """{"type":"integer"}""")]
    [InlineData("""{"type":["number","null"],"format":"double"}""", """{"type":["number","null"]}""")]
    [InlineData("""{"type":"integer","format":"int32","minimum":1,"maximum":2147483647}""", """{"type":"integer","minimum":1}""")]
    [InlineData("""{"type":"number","format":"double","minimum":0,"maximum":1.7976931348623157E+308}""", """{"type":"number","minimum":0}""")]
    [InlineData("""{"type":"string","minLength":0,"maxLength":9}""", """{"type":"string","maxLength":9}""")]
    [InlineData("""{"type":"string","minLength":1,"pattern":"^a+$"}""", """{"type":"string","pattern":"^a+$"}""")]
    [InlineData("""{"type":"string","minLength":1,"format":"email"}""", """{"type":"string","format":"email"}""")]
    [InlineData("""{"type":"array","minItems":0}""", """{"type":"array"}""")]
    public void What_says_nothing_is_left_out(string whole, string lean) => Lean(whole).Should().Be(lean);

    [Theory]
    [InlineData("""{"type":"integer","format":"int64","maximum":2147483647}""", """{"type":"integer","maximum":2147483647}""")]
    [InlineData("""{"type":"string","minLength":1,"pattern":"^a*$"}""", null)]
    [InlineData("""{"type":"string","minLength":2,"pattern":"^a+$"}""", null)]
    [InlineData("""{"type":"string","minLength":1}""", null)]
    [InlineData("""{"type":"string","format":"uuid"}""", null)]
    [InlineData("""{"type":"string","format":"int32"}""", null)]
    [InlineData("""{"type":"string","minLength":1,"pattern":"(?<"}""", null)]
    public void What_refuses_something_stays(string whole, string? lean) => Lean(whole).Should().Be(lean ?? whole);

    [Theory]
    [InlineData("name", "The name.")]
    [InlineData("customerId", "The customer id")]
    [InlineData("due_date", "Gets or sets the due date.")]
    [InlineData("URL", "URL")]
    [InlineData("items", "The items.")]
    public void A_description_that_repeats_the_members_name_is_none(string name, string description) =>
        NamedAlready.Says(name, description).Should().BeTrue();

    [Theory]
    [InlineData("name", "The name customers see.")]
    [InlineData("id", "The number of the product.")]
    [InlineData("page", "The page, from 1.")]
    [InlineData("customerId", "The id of the buyer")]
    public void A_description_that_says_more_stays(string name, string description) =>
        NamedAlready.Says(name, description).Should().BeFalse();

    [Theory]
    [InlineData("cancel_order", "id", "The id of the order.", true)]
    [InlineData("getInvoice", "number", "The number of the invoice.", true)]
    [InlineData("remove_order_line", "id", "The id of the order.", false)]
    [InlineData("list_customer_orders", "id", "The id of the customer.", false)]
    [InlineData("cancel", "id", "The id of the order.", false)]
    public void An_argument_that_the_tools_name_explains_needs_no_description(string tool, string name, string description, bool repeats) =>
        NamedAlready.Says(name, description, tool).Should().Be(repeats);

    [Fact]
    public void A_member_called_like_a_keyword_is_a_member() =>
        Lean("""{"type":"object","properties":{"format":{"type":"integer","format":"int32"},"minLength":{"type":"string"}}}""")
            .Should().Be("""{"type":"object","properties":{"format":{"type":"integer"},"minLength":{"type":"string"}}}""");

    [Theory]
    [InlineData("GET", """{"openWorldHint":false,"readOnlyHint":true}""", true, false)]
    [InlineData("POST", """{"destructiveHint":false,"openWorldHint":false}""", false, false)]
    [InlineData("PUT", """{"destructiveHint":false,"idempotentHint":true,"openWorldHint":false}""", false, false)]
    [InlineData("DELETE", """{"idempotentHint":true,"openWorldHint":false}""", false, true)]
    public void Annotations_leave_out_what_the_protocol_takes_for_granted(string method, string json, bool readOnly, bool destructive)
    {
        var annotations = VerbAnnotations.Of(method, new());

        System.Text.Json.JsonSerializer.Serialize(annotations, ModelContextProtocol.McpJsonUtilities.DefaultOptions).Should().Be(json);
        VerbAnnotations.IsReadOnly(annotations).Should().Be(readOnly);
        VerbAnnotations.IsDestructive(annotations).Should().Be(destructive);
    }

    [Fact]
    public void A_title_stands_beside_a_description_that_says_something_else()
    {
        Tool("said").Title.Should().BeNull("the description begins with it");
        Tool("described").Title.Should().Be("Summary");
        Tool("titled").Title.Should().Be("Titled on purpose");
    }

    [Fact]
    public void An_answers_value_type_is_never_null_and_what_may_be_is()
    {
        var answer = JsonNode.Parse(Tool("said").OutputSchema!.Value.GetRawText())!["properties"]!;
        answer["kind"]!["type"]!.ToJsonString().Should().Be("\"integer\"");
        answer["otherKind"]!["type"]!.ToJsonString().Should().Contain("null");
        answer["part"]!["type"]!.ToJsonString().Should().Contain("null", "C# does not keep its word where nobody checks");
    }

    [Fact]
    public void A_schema_that_is_too_long_is_in_the_catalog_and_not_announced()
    {
        var contents = CatalogOf.Controllers(options => options.MaxOutputSchemaLength = 60, typeof(TextController));
        var definition = contents.Tools.Single(tool => tool.Tool.Name == "said");

        definition.Tool.OutputSchema.Should().BeNull();
        definition.LegacyTool.OutputSchema.Should().BeNull();
        definition.OutputSchema!.Value.GetRawText().Should().Contain("otherKind");
        contents.Tools.Single(tool => tool.Tool.Name == "short").Tool.OutputSchema.Should().NotBeNull();
    }

    [Fact]
    public void A_schema_without_descriptions_keeps_members_that_are_called_so()
    {
        var tool = CatalogOf.Controllers(options => options.OutputSchemas = OutputSchemas.WithoutDescriptions, typeof(TextController))
            .Tools.Single(tool => tool.Tool.Name == "described").Tool;

        JsonNode.Parse(tool.OutputSchema!.Value.GetRawText())!["properties"]!.AsObject().Select(member => member.Key)
            .Should().Equal("title", "description");
    }

    private static ProtocolTool Tool(string name) => CatalogOf.Controllers(typeof(TextController)).Tools.Single(tool => tool.Tool.Name == name).Tool;

    private static string Lean(string schema)
    {
        var lean = JsonNode.Parse(schema)!.AsObject();
        LeanSchema.Input(lean, "tool");
        return lean.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    [ApiController, Route("texts")]
    public class TextController : ControllerBase
    {
        [HttpGet("said", Name = "said"), EndpointSummary("Says it."), EndpointDescription("Says it.\n\nAnd more.")]
        public Answer Said() => new(default, null, new(""));

        [HttpGet("described", Name = "described"), McpTool(Description = "Other words."), EndpointSummary("Summary.")]
        public Texts Described() => new("", "");

        [HttpGet("titled", Name = "titled"), McpTool(Title = "Titled on purpose", Description = "Titled on purpose.")]
        public Texts Titled() => new("", "");

        [HttpGet("short", Name = "short")]
        public bool Short() => true;
    }

    public enum Kind { One, Two }

    public record Answer(Kind Kind, Kind? OtherKind, Part Part);

    public record Part(string Name);

    public record Texts(string Title, string Description);
}
