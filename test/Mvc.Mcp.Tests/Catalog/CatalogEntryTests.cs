using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Catalog;

/// <summary>What tools for developers read about an entry, beside what clients get.</summary>
public class CatalogEntryTests
{
    [Fact]
    public async Task An_entry_says_where_each_argument_goes_and_which_action_it_is()
    {
        await using var app = await McpTestApp.StartAsync([typeof(ShelvesController)]);

        var entry = app.Catalog.Tools.Single(tool => tool.Method == "PUT");

        entry.Arguments.Should().Equal(
            new McpCatalogArgument("id", "path", "id"),
            new McpCatalogArgument("dryRun", "query", "dryRun"),
            new McpCatalogArgument("X-Reason", "header", "X-Reason"),
            new McpCatalogArgument("title", "body", "title"));
        entry.Tags.Should().Equal("Shelves");
        entry.ApiDescription!.ActionDescriptor.Should().BeOfType<ControllerActionDescriptor>()
            .Which.MethodInfo.Should().BeSameAs(typeof(ShelvesController).GetMethod(nameof(ShelvesController.Replace)));
    }

    [Fact]
    public async Task What_the_log_warns_of_is_in_the_catalog_too()
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(ShelvesController)], options => options.ExcludeTags.Add("Shelfs"));

        app.Catalog.Warnings.Should().ContainSingle(warning => warning.StartsWith("McpOptions.ExcludeTags names 'Shelfs'"));
    }

    [Fact]
    public async Task What_is_not_included_says_what_would_include_it()
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(ShelvesController)], options => options.IncludeOperations.Add("list_shelves"));

        app.Catalog.Omitted.Should().ContainSingle().Which.Change.Should().Be("o.IncludeOperations.Add(\"Shelves_Replace\");");
    }

    [Theory]
    [InlineData("list_products", 3)]
    [InlineData("", 0)]
    [InlineData("Lists products, cheapest first.", 6)]
    [InlineData("{\"id\":1234567}", 7)]
    public void An_estimate_of_tokens_counts_pieces_of_words_and_digits(string text, int tokens) =>
        McpTokenEstimate.Of(text).Should().Be(tokens);

    [Fact]
    public async Task What_hosts_do_not_show_a_model_counts_on_the_wire_alone()
    {
        await using var app = await McpTestApp.StartAsync([typeof(ShelvesController)]);
        var tool = app.Catalog.Tools.Single(tool => tool.Name == "list_shelves").Tool!;
        var (visible, wire) = (McpTokenEstimate.Visible(tool), McpTokenEstimate.Wire(tool));

        tool.OutputSchema = null;

        McpTokenEstimate.Visible(tool).Should().Be(visible);
        McpTokenEstimate.Wire(tool).Should().BeLessThan(wire).And.BeGreaterThan(visible);
    }

    public sealed record Shelf(string Title);

    [ApiController]
    [Route("shelves")]
    public sealed class ShelvesController : ControllerBase
    {
        [HttpGet(Name = "list_shelves")]
        public IEnumerable<Shelf> List() => [];

        [HttpPut("{id:int}")]
        public Shelf Replace(int id, bool? dryRun, [FromHeader(Name = "X-Reason")] string? reason, Shelf shelf) => shelf;
    }
}
