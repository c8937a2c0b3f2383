using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
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

    [Theory]
    [InlineData("TemplateControllers")]
    public async Task The_applications_own_OpenAPI_document_stays_as_it_was(string name)
    {
        await using var app = await applications.StartAsync(name);
        await using var asItComes = await applications.StartAsync(name + Templates.AsItComes);

        (await DocumentAsync(app)).Should().Be(await DocumentAsync(asItComes));
    }

    private static async Task<string> DocumentAsync(RunningApplication app)
    {
        var document = await app.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        // The names of the two, and their ports, are all that may differ.
        return Port().Replace(document.Replace(Templates.AsItComes, "", StringComparison.Ordinal), "127.0.0.1");
    }

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Port();
}
