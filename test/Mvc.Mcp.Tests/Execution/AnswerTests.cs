using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>Answers that fit a model's context: chosen members, a refusal that says how to ask for less, content once.</summary>
public class AnswerTests
{
    [Theory]
    [InlineData("""["id"]""", """{"id":7}""")]
    [InlineData("""["lines.sku","total"]""", """{"total":2.50,"lines":[{"sku":"a"},{"sku":"b"}]}""")]
    [InlineData("\"id, lines\"", """{"id":7,"lines":[{"sku":"a","text":"ä"},{"sku":"b","text":null}]}""")]
    [InlineData("\"[\\\"id\\\"]\"", """{"id":7}""")]
    [InlineData("""["extra.anything"]""", """{"extra":{"anything":1}}""")]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    public async Task A_call_chooses_members_of_the_answer(string fields, string? json)
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync("get_basket", new { id = 7, fields = JsonSerializer.Deserialize<JsonElement>(fields) });

        result.IsError.Should().NotBe(true, result.Text());
        result.Text().Should().Be(json ?? """{"id":7,"total":2.50,"lines":[{"sku":"a","text":"ä"},{"sku":"b","text":null}],"extra":{"anything":1}}""");
        JsonSerializer.Serialize(result.StructuredContent).Should().Be(JsonSerializer.Serialize(JsonElement.Parse(result.Text())));
    }

    [Theory]
    [InlineData("""["lins.sku"]""", "'lins.sku' in 'fields' is no member of the answer. Did you mean 'lines'? There: id, total, lines, extra.")]
    [InlineData("""["lines.weight"]""", "'lines.weight' in 'fields' is no member of the answer. There: sku, text.")]
    [InlineData("""["id.x"]""", "'id.x' in 'fields' goes beyond a value that has no members.")]
    [InlineData("7", "'fields' is to be a list of members of the answer, such as [\"id\", \"total\"].")]
    public async Task A_member_that_is_none_is_told_before_the_action_runs(string fields, string told)
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync("get_basket", new { id = -1, fields = JsonSerializer.Deserialize<JsonElement>(fields) });

        result.IsError.Should().BeTrue();
        result.Text().Should().Be(told);
    }

    [Fact]
    public async Task A_list_is_gone_through_and_an_error_is_whole()
    {
        await using var app = await StartAsync();

        (await app.CallToolAsync("list_baskets", new { fields = new[] { "id" } })).Text().Should().Be("""[{"id":1},{"id":2}]""");
        (await app.CallToolAsync("get_basket", new { id = -1, fields = new[] { "id" } })).Text().Should().StartWith("404 Not Found");
    }

    [Fact]
    public async Task Only_tools_with_members_to_choose_from_take_fields_and_what_they_announce_may_be_left_out()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        var tools = (await client.ListToolsAsync()).ToDictionary(tool => tool.Name);
        tools["get_basket"].JsonSchema.GetProperty("properties").GetProperty("fields").GetProperty("description").GetString().Should().Contain("lines.sku");
        tools["get_basket"].ProtocolTool.OutputSchema!.Value.GetRawText().Should().NotContain("required");
        tools["count_baskets"].JsonSchema.GetRawText().Should().NotContain("fields");
        tools["filter_baskets"].JsonSchema.GetProperty("properties").EnumerateObject().Select(argument => argument.Name).Should().Equal("fields", "answer_fields");
        (await client.CallToolAsync("filter_baskets", new Dictionary<string, object?> { ["fields"] = "own", ["answer_fields"] = new[] { "total" } }))
            .Text().Should().Be("""[{"total":3}]""");
    }

    [Fact]
    public async Task Without_the_setting_one_tool_may_take_them()
    {
        await using var app = await McpTestApp.StartAsync([typeof(BasketsController)]);
        await using var client = await app.ConnectAsync();

        (await client.ListToolsAsync()).Where(tool => tool.JsonSchema.GetRawText().Contains("answer_fields") || tool.JsonSchema.GetRawText().Contains("members of the answer"))
            .Select(tool => tool.Name).Should().Equal("filter_baskets");
    }

    [Fact]
    public async Task An_answer_that_is_too_large_names_the_arguments_that_make_it_smaller()
    {
        await using var app = await StartAsync(options => options.MaxResponseBytes = 40);

        (await app.CallToolAsync("page_baskets")).Text().Should().EndWith("Ask for less: 'page', 'pageSize', 'fields' decide what it holds.");
    }

    [Theory]
    [InlineData(ResultContent.TextAndStructured, true, true)]
    [InlineData(ResultContent.Text, true, false)]
    [InlineData(ResultContent.Structured, false, true)]
    public async Task Content_is_given_once_on_request(ResultContent content, bool text, bool structured)
    {
        await using var app = await McpTestApp.StartAsync([typeof(BasketsController)], options => options.ResultContent = content);
        await using var client = await app.ConnectAsync();

        var tool = (await client.ListToolsAsync()).Single(tool => tool.Name == "get_basket");
        var result = await client.CallToolAsync("get_basket", new Dictionary<string, object?> { ["id"] = 7 });

        (result.Content.Count > 0).Should().Be(text);
        result.StructuredContent.HasValue.Should().Be(structured);
        (tool.ProtocolTool.OutputSchema is not null).Should().Be(structured, "clients that see a schema wait for what it describes");
    }

    [Fact]
    public async Task Without_a_schema_structured_content_is_given_still_and_the_size_for_hosts_is_told()
    {
        await using var app = await McpTestApp.StartAsync([typeof(BasketsController)], options =>
        {
            options.OutputSchemas = OutputSchemas.None;
            options.MaxResultSizeChars = 200_000;
        });
        await using var client = await app.ConnectAsync();

        var tool = (await client.ListToolsAsync()).Single(tool => tool.Name == "get_basket").ProtocolTool;
        tool.OutputSchema.Should().BeNull();
        tool.Meta!["anthropic/maxResultSizeChars"]!.GetValue<int>().Should().Be(200_000);
        (await app.CallToolAsync("get_basket", new { id = 7 })).StructuredContent!.Value.GetProperty("id").GetInt32().Should().Be(7);
    }

    private static Task<McpTestApp> StartAsync(Action<McpOptions>? options = null) => McpTestApp.StartAsync([typeof(BasketsController)], set =>
    {
        set.FieldSelection = true;
        options?.Invoke(set);
    });

    public record Basket(int Id, decimal Total, IReadOnlyList<Line> Lines, Dictionary<string, object> Extra);

    public record Line([property: System.ComponentModel.DataAnnotations.Required] string Sku, string? Text);

    public record Sum(int Total, string Of);

    [ApiController, Route("baskets")]
    public class BasketsController : ControllerBase
    {
        [HttpGet("{id}", Name = "get_basket")]
        public ActionResult<Basket> Get(int id) => id < 0 ? NotFound() : new Basket(id, 2.50m, [new("a", "ä"), new("b", null)], new() { ["anything"] = 1 });

        [HttpGet(Name = "list_baskets")]
        public IEnumerable<Basket> List() => [new(1, 1, [], []), new(2, 2, [], [])];

        [HttpGet("count", Name = "count_baskets")]
        public int Count() => 2;

        [HttpGet("filter", Name = "filter_baskets"), McpTool(Fields = true)]
        public IEnumerable<Sum> Filter(string fields) => [new(3, fields)];

        [HttpGet("pages", Name = "page_baskets")]
        public IEnumerable<Sum> Page(int page = 1, int pageSize = 100) => Enumerable.Repeat(new Sum(page, "much"), pageSize);
    }
}
