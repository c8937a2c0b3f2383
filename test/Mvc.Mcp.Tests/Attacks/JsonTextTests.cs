using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>JSON that is given as text is held to what a message is held to, wherever it is read.</summary>
public class JsonTextTests
{
    // What no parser reads, and what two parsers read in two ways.
    private static readonly string[] _bad = ["""{"a":"\ud83d"}""", """{"\ud83d":"a"}""", """{"a":"1","a":"2"}""", """{"a":"1","\u0061":"2"}"""];

    public static TheoryData<string> Bad => [.. _bad];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task In_an_argument_it_is_a_refused_argument(string text)
    {
        await using var app = await StartAsync();

        foreach (var (tool, arguments) in new (string, object)[]
        {
            ("body", new { inner = text }), ("query", new { f = text }), ("form", new { f = text }), ("list", new { items = new[] { text } }),
            ("whole", new { d = text }), ("upload", new { file = text.Replace("\"a\"", "\"data\"", StringComparison.Ordinal) }),
        })
        {
            var answer = await app.CallToolAsync(tool, arguments);
            answer.IsError.Should().BeTrue();
            answer.Text().Should().NotContain("500").And.NotContain("An error occurred").And.NotContain("ran");
        }
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task In_the_arguments_of_a_caller_of_the_search_it_is_a_refused_argument(string text)
    {
        await using var app = await StartAsync(ToolDiscovery.Search);

        (await app.CallToolAsync("call_tool", new { name = "body", arguments = text })).Text().Should().StartWith("'arguments' is to be an object");
        (await app.CallToolAsync("call_tool", new { name = "body", arguments = $$"""{"inner":{{JsonSerializer.Serialize(text)}}}""" })).Text()
            .Should().NotContain("An error occurred").And.NotContain("ran");
    }

    [Fact]
    public async Task In_the_choice_of_members_it_is_a_refused_argument()
    {
        await using var app = await StartAsync();

        (await app.CallToolAsync("whole", new { d = new { a = "b" }, fields = """["\ud83d"]""" })).Text().Should().StartWith("'fields' is to be a list");
    }

    [Fact]
    public async Task What_is_a_text_to_the_API_may_hold_what_it_likes()
    {
        await using var app = await StartAsync();

        (await app.CallToolAsync("text", new { text = _bad[2] })).Text().Should().Be(_bad[2]);
    }

    private static Task<McpTestApp> StartAsync(ToolDiscovery discovery = ToolDiscovery.List) => McpTestApp.StartAsync([typeof(TakesController)], options =>
    {
        options.Discovery = discovery;
        options.FieldSelection = true;
    });

    public sealed record Inner(string? A);

    public sealed record Outer(Inner? Inner);

    public sealed record Answer(string Ran);

    [ApiController]
    public sealed class TakesController : ControllerBase
    {
        [HttpPost("body", Name = "body")]
        public string Body(Outer outer) => $"ran {outer.Inner?.A}";

        [HttpGet("query", Name = "query")]
        public string Query([FromQuery] Dictionary<string, string> f) => $"ran {f.Count}";

        [HttpPost("form", Name = "form")]
        public string Form([FromForm] Dictionary<string, string> f) => $"ran {f.Count}";

        [HttpPost("list", Name = "list")]
        public string List([FromBody] Inner[] items) => $"ran {items.Length}";

        [HttpPost("whole", Name = "whole")]
        public Answer Whole([FromBody] Dictionary<string, string> d) => new($"ran {d.Count}");

        [HttpPost("upload", Name = "upload")]
        public string Upload(IFormFile file) => $"ran {file.Length}";

        [HttpPost("text", Name = "text")]
        public string Text(string text) => text;
    }
}
