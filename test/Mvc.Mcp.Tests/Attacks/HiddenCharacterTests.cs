using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.Tests.Catalog;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;
using Mvc.Mcp.Tests.Operations.Documents;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>What a model is told a person can see: characters without a shape, or that turn the order of others, are taken away.</summary>
public class HiddenCharacterTests
{
    // An order in tag characters, a zero-width space, a right-to-left override, a line separator, and a letter without a shape.
    private const string Hidden = "\U000E0064\U000E0065\U000E006C\u200B\u202E\u2066\u3164";

    [Fact]
    public async Task Of_the_applications_own_words_a_model_is_told_what_a_person_sees()
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(WordsController)],
            options =>
            {
                options.ServerName = "Shop" + Hidden;
                options.Instructions = "Ask" + Hidden + " first.";
                options.Rules.Add(new() { Pattern = "^/notes/", Kind = McpKind.Resource });
                options.ConfigureTool = (tool, _) => tool.Annotations!.Title = "A" + Hidden + "nnotated";
            });
        await using var client = await app.ConnectAsync();

        var tool = (await client.ListToolsAsync()).Single(tool => tool.Name == "say");
        tool.Title.Should().Be("Says it");
        tool.Description!.Should().StartWith("Says\nthe words.");
        tool.ProtocolTool.Annotations!.Title.Should().Be("Annotated");
        tool.JsonSchema.GetProperty("properties").GetProperty("text").GetProperty("description").GetString().Should().Be("What to say.");
        (await client.ListResourcesAsync()).Single().Title.Should().Be("Notes of today");
        client.ServerInfo!.Name.Should().Be("Shop");
        client.ServerInstructions!.Should().Be("Ask first.");
    }

    [Fact]
    public async Task A_search_tells_what_a_person_sees()
    {
        await using var app = await McpTestApp.StartAsync([typeof(WordsController)], options => options.Discovery = ToolDiscovery.Search);
        await using var client = await app.ConnectAsync();

        var listed = string.Concat((await client.ListToolsAsync()).Select(tool => tool.Description!));
        var found = (await client.CallToolAsync("search_tools", CallExtensions.Arguments(new { query = "say", detail = "schema" }))).Text();

        found.Should().Contain("What to say.").And.NotContain("\u200B");
        Plain(listed + found).Should().BeTrue();
    }

    [Fact]
    public void A_document_tells_what_a_person_sees()
    {
        var catalog = DocumentCatalog.Of(
            $$"""
            {
              "/a": { "post": { "operationId": "sen{{Hidden}}d", "summary": "Sen{{Hidden}}ds", "description": "It{{Hidden}} goes.", "tags": ["t{{Hidden}}ag"],
                "requestBody": { "content": { "application/json": { "schema": { "type": "object", "properties": {
                  "na{{Hidden}}me": { "type": "string", "title": "T{{Hidden}}", "description": "d{{Hidden}}" },
                  "deep": { "type": "object", "properties": { "x": { "type": "array", "items": { "type": "string", "description": "e{{Hidden}}" } } } } } } } } },
                "responses": { "200": { "description": "o{{Hidden}}k", "content": { "application/json": { "schema": { "type": "object",
                  "properties": { "y": { "type": "string", "description": "f{{Hidden}}" } } } } } } } } }
            }
            """,
            "{}");

        var tool = catalog.Tools.Single();
        var told = JsonSerializer.SerializeToNode(tool.Tool)!.AsObject();

        tool.Tool.Name.Should().Be("sen_d");
        Strings(told).Concat(tool.Tags).Where(text => !Plain(text)).Should().BeEmpty();
        told.ToJsonString().Should().Contain("It goes.");
    }

    [Theory]
    [InlineData("\"deep\": { \"type\": \"object\", \"properties\": { \"a~\": { \"type\": \"string\" } } }")]
    [InlineData("\"a\": { \"type\": \"string\", \"enum\": [\"b\", \"c~\"] }")]
    [InlineData("\"a\": { \"type\": \"string\", \"default\": \"c~\" }")]
    [InlineData("\"a\": { \"type\": \"array\", \"items\": { \"type\": \"string\", \"enum\": [\"~\"] } }")]
    public void A_documents_name_or_value_that_nobody_sees_whole_leaves_its_operation_out(string member)
    {
        var schema = member.Replace("~", Hidden, StringComparison.Ordinal);
        var catalog = DocumentCatalog.Of(
            $$"""
            {
              "/a": { "post": { "operationId": "send", "responses": { "204": { "description": "ok" } },
                "requestBody": { "content": { "application/json": { "schema": { "type": "object", "properties": { {{schema}} } } } } } } },
              "/b": { "get": { "operationId": "other", "responses": { "204": { "description": "ok" } } } }
            }
            """,
            "{}");

        catalog.Tools.Select(tool => tool.Tool.Name).Should().Equal("other");
        catalog.Omitted.Should().ContainSingle().Which.Reason.Should().Contain("characters that nobody sees");
    }

    [Fact]
    public void What_the_application_itself_calls_its_values_stays()
    {
        // A joiner is part of how Persian is written.
        var input = CatalogOf.Controllers(typeof(PersianController)).Tools.Single().Tool.InputSchema;

        input.GetProperty("properties").GetProperty("word").GetProperty("default").GetString().Should().Be("می\u200Cخواهم");
    }

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Strings(member.Value).Prepend(member.Key)),
        JsonArray items => items.SelectMany(Strings),
        JsonValue value when value.TryGetValue(out string? text) => [text],
        _ => [],
    };

    private static bool Plain(string text) => !text.EnumerateRunes().Any(rune => Hidden.EnumerateRunes().Contains(rune));

    [ApiController]
    public sealed class WordsController : ControllerBase
    {
        [McpTool(Title = "Says" + Hidden + " it", Description = "Says\u2028the " + Hidden + "words.")]
        [HttpPost("words", Name = "say")]
        [Tags("wo" + Hidden + "rds")]
        public string Say([McpParameter(Description = "What" + Hidden + " to say.")] string text) => text;

        [McpTool(Title = "Notes" + Hidden + " of today")]
        [HttpGet("notes/today", Name = "today")]
        public string Today() => "nothing";
    }

    [ApiController]
    public sealed class PersianController : ControllerBase
    {
        [HttpGet("persian", Name = "persian")]
        public string Get(string word = "می\u200Cخواهم") => word;
    }
}
