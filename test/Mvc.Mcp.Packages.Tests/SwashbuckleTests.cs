using System.Text.Json;
using Mvc.Mcp.Packages.Tests.Building;

namespace Mvc.Mcp.Packages.Tests;

/// <summary>Applications with Swashbuckle keep the version that they have, their filters and their document.</summary>
[Collection(ApplicationCollection.Name)]
public sealed class SwashbuckleTests(PackagedApplications applications)
{
    [Theory, InlineData("Swashbuckle10"), InlineData("Swashbuckle11")]
    public async Task Tools_follow_annotations_and_filters_of_the_application(string name)
    {
        await using var app = await applications.StartAsync(name);

        var tools = (await app.ListToolsAsync()).ToDictionary(tool => tool.Name);

        tools.Keys.Should().Equal("get_lamp", "add_lamp");
        tools["get_lamp"].Description.Should().Be("Tells of one lamp.\n\nSays where it hangs, too.");
        Property("get_lamp", "id").GetProperty("description").GetString().Should().Be("The number on it.");
        Property("get_lamp", "X-Region").GetProperty("description").GetString().Should().Be("Where the caller is.");
        Property("add_lamp", "colour").GetProperty("enum").EnumerateArray().Select(colour => colour.GetString()).Should().Equal("red", "blue");
        Property("add_lamp", "place").GetProperty("description").GetString().Should().Be("Where it hangs.");
        await app.AnswersAsync("get_lamp", new { id = 7 }, "/lamps/7");

        JsonElement Property(string tool, string property) => tools[tool].InputSchema.GetProperty("properties").GetProperty(property);
    }

    [Theory, InlineData("Swashbuckle10"), InlineData("Swashbuckle11"), InlineData("NSwag")]
    public async Task The_applications_own_document_stays_as_it_was(string name)
    {
        await using var app = await applications.StartAsync(name);
        await using var without = await applications.StartAsync(name, "--mcp=false");

        (await DocumentAsync(app)).Should().Be(await DocumentAsync(without));
    }

    [Fact]
    public async Task Beside_NSwag_every_action_is_a_tool()
    {
        await using var app = await applications.StartAsync("NSwag");

        (await app.ListToolsAsync()).Select(tool => tool.Name).Should().BeEquivalentTo("Lamps_Get", "Lamps_Add", "Plain_Get");
        await app.AnswersAsync("Lamps_Get", new { id = 7 }, "/lamps/7");
        await app.AnswersAsync("Plain_Get", null, "/plain");
    }

    private static async Task<string> DocumentAsync(RunningApplication app) =>
        (await app.Http.GetStringAsync(new Uri("/swagger/v1/swagger.json", UriKind.Relative))).Replace(app.Http.BaseAddress!.Authority, "", StringComparison.Ordinal);
}
