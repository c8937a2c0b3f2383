using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.Tests.Catalog;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>What a tool takes is what the API takes, once, and nothing that is another's to say.</summary>
public class ArgumentListTests
{
    [Fact]
    public void A_form_whose_model_has_itself_as_a_member_lists_each_field_once()
    {
        foreach (var tool in CatalogOf.Controllers(typeof(NodesController)).Tools)
        {
            tool.Request.Arguments.Select(argument => argument.WireName.ToUpperInvariant()).Should().OnlyHaveUniqueItems();
            tool.Request.Arguments.Select(argument => argument.WireName).Should().OnlyContain(name => char.IsUpper(name[0]));
        }
    }

    [Fact]
    public async Task Each_field_of_such_a_form_arrives()
    {
        await using var app = await McpTestApp.StartAsync([typeof(NodesController)]);

        (await app.CallToolAsync("node", new Dictionary<string, object> { ["Name"] = "a", ["Child.Name"] = "b", ["Others"] = new[] { new { name = "c", child = new { name = "d" } } } }))
            .Text().Should().Be("a/b/c/d");
        (await app.CallToolAsync("around", new Dictionary<string, object> { ["Node.Name"] = "a", ["Node.Child.Name"] = "b", ["Note"] = "n" })).Text().Should().Be("a/b/n");
    }

    [Fact]
    public async Task What_the_application_reserves_is_no_argument()
    {
        await using var app = await McpTestApp.StartAsync([typeof(CorpController)], options => options.ReservedHeaders.Add("X-Corp-"));
        await using var client = await app.ConnectAsync();

        var tools = await client.ListToolsAsync();

        tools.Single().Name.Should().Be("open");
        tools.Single().JsonSchema.GetProperty("properties").EnumerateObject().Select(member => member.Name).Should().Equal("X-Other");
        (await app.CallToolAsync("open", new Dictionary<string, object> { ["X-Corp-User"] = "root", ["X-Other"] = "o" })).IsError.Should().BeTrue();
        (await app.CallToolAsync("open", new Dictionary<string, object> { ["X-Other"] = "o" })).Text().Should().Be("/o");
        app.Catalog.Omitted.Should().ContainSingle().Which.Reason.Should().Contain("x-corp-tenant");
    }

    public sealed class Node
    {
        public string? Name { get; set; }

        public Node? Child { get; set; }

        public List<Node>? Others { get; set; }
    }

    public sealed class Around
    {
        public Node? Node { get; set; }

        public string? Note { get; set; }
    }

    [ApiController]
    public sealed class NodesController : ControllerBase
    {
        [HttpPost("node", Name = "node")]
        public string Post([FromForm] Node node) => $"{node.Name}/{node.Child?.Name}/{node.Others?[0].Name}/{node.Others?[0].Child?.Name}";

        [HttpPost("around", Name = "around")]
        public string Around([FromForm] Around around) => $"{around.Node?.Name}/{around.Node?.Child?.Name}/{around.Note}";
    }

    [ApiController]
    public sealed class CorpController : ControllerBase
    {
        [HttpGet("open", Name = "open")]
        public string Open([FromHeader(Name = "X-Corp-User")] string? user, [FromHeader(Name = "X-Other")] string? other) => $"{user}/{other}";

        [HttpGet("needs", Name = "needs")]
        public string Needs([FromHeader(Name = "x-corp-tenant")] string tenant) => tenant;
    }
}
