using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.EndToEnd;
using Mvc.Mcp.Packages.Tests.Building;

namespace Mvc.Mcp.Packages.Tests;

[Collection(ApplicationCollection.Name)]
public sealed partial class TemplateTests(PackagedApplications applications)
{
    [Fact]
    public async Task Two_lines_make_tools_of_a_new_web_api_with_controllers()
    {
        await using var app = await applications.StartAsync("TemplateControllers");

        (await app.ListToolsAsync()).Select(tool => tool.Name).Should()
            .Equal("Products_List", "Products_Add", "Products_Get", "Products_Delete", "GetWeatherForecast");
        await app.AnswersAsync("Products_List", new { category = "Light" }, "/products?category=Light");
        await app.AnswersAsync("Products_Get", new { id = 1 }, "/products/1");
        JsonNode.Parse(RunningApplication.TextOf(await app.CallAsync("GetWeatherForecast")))!.AsArray().Should().HaveCount(5);
    }

    [Fact]
    public void The_application_is_what_the_README_shows()
    {
        var readme = File.ReadAllText(Repository.PathTo("README.md"));
        var shown = readme[(readme.IndexOf("```csharp", StringComparison.Ordinal) + "```csharp".Length)..].Split("```")[0].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        applications.Folder.Read("TemplateControllers/Program.cs").Split('\n', StringSplitOptions.TrimEntries).Should().ContainInOrder(shown);
    }

    [Fact]
    public async Task A_model_reads_the_XML_comments_and_what_may_be_null()
    {
        await using var app = await applications.StartAsync("TemplateControllers");

        var tools = (await app.ListToolsAsync()).ToDictionary(tool => tool.Name);

        tools["Products_List"].Description.Should().Be("Lists products, cheapest first.");
        Property(tools["Products_List"], "category").GetProperty("description").GetString().Should().Be("Only products of this category, such as Light.");
        tools["Products_Get"].Description.Should().Be("Gets one product.\n\nSays nothing of its stock.");
        tools["Products_Delete"].Description.Should().Contain("Deprecated: Products are kept for ever.");
        Property(tools["Products_Add"], "name").GetProperty("description").GetString().Should().Be("What customers call it.");
        Property(tools["Products_Add"], "name").GetProperty("type").GetString().Should().Be("string");
        Property(tools["Products_Add"], "category").GetProperty("type").EnumerateArray().Select(type => type.GetString()).Should().Equal("string", "null");
    }

    [Fact]
    public async Task Two_lines_make_tools_of_a_new_web_api_without_controllers()
    {
        await using var app = await applications.StartAsync("TemplateMinimal");

        var tools = (await app.ListToolsAsync()).ToDictionary(tool => tool.Name);

        tools.Keys.Should().BeEquivalentTo("GetWeatherForecast", "ListProducts", "AddProduct");
        tools["ListProducts"].Description.Should().Be("Lists products.");
        Property(tools["ListProducts"], "category").GetProperty("description").GetString().Should().Be("Only products of this category, such as Light.");
        Property(tools["AddProduct"], "id").GetProperty("description").GetString().Should().Be("The number on its label.");
        await app.AnswersAsync("ListProducts", new { category = "Light" }, "/products?category=Light");
    }

    [Theory]
    [InlineData("TemplateControllers")]
    [InlineData("TemplateMinimal")]
    public async Task The_applications_own_OpenAPI_document_stays_as_it_was(string name)
    {
        await using var app = await applications.StartAsync(name);
        await using var asItComes = await applications.StartAsync(name + Templates.AsItComes);

        (await DocumentAsync(app)).Should().Be(await DocumentAsync(asItComes));
    }

    private static JsonElement Property(Tool tool, string name) => tool.InputSchema.GetProperty("properties").GetProperty(name);

    private static async Task<string> DocumentAsync(RunningApplication app)
    {
        var document = await app.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        // The names of the two, and their ports, are all that may differ.
        return Port().Replace(document.Replace(Templates.AsItComes, "", StringComparison.Ordinal), "127.0.0.1");
    }

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Port();
}
