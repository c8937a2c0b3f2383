using System.Net;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Packages.Tests.Building;

namespace Mvc.Mcp.Packages.Tests;

/// <summary>
/// An application that has tools, prompts and resources written for the SDK takes the package and keeps its code: it
/// references the official host itself, and by a library that hides it.
/// </summary>
[Collection(ApplicationCollection.Name)]
public sealed class HandWrittenTests(PackagedApplications applications)
{
    [Fact]
    public async Task What_was_written_for_the_SDK_is_there_beside_the_actions()
    {
        await using var app = await applications.StartAsync("HandWritten");
        await using var client = await McpClient.CreateAsync(
            new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(app.Http.BaseAddress!, "/mcp") }));

        (await client.ListToolsAsync()).Select(tool => tool.Name).Should().BeEquivalentTo("time", "library_time", "list_rooms");
        Text(await client.CallToolAsync("time")).Should().Be("noon");
        Text(await client.CallToolAsync("library_time")).Should().Be("noon in the library");
        Text(await client.CallToolAsync("list_rooms")).Should().Be("""["blue","green"]""");
        (await client.ListPromptsAsync()).Select(prompt => prompt.Name).Should().Equal("greet");
        (await client.ReadResourceAsync("notes://today")).Contents.OfType<TextResourceContents>().Single().Text.Should().Be("nothing");
    }

    [Theory]
    [InlineData("/clock", "library_time", "list_rooms", "time")]
    [InlineData("/none", "library_time", "time")]
    public async Task Every_way_to_map_an_endpoint_works(string path, params string[] tools)
    {
        await using var app = await applications.StartAsync("HandWritten");

        (await app.ListToolsAsync(path)).Select(tool => tool.Name).Should().BeEquivalentTo(tools);
    }

    [Theory, InlineData("GET"), InlineData("DELETE")]
    public async Task The_page_of_the_application_is_no_answer_of_an_endpoint(string method)
    {
        await using var app = await applications.StartAsync("HandWritten");

        using var response = await app.Http.SendAsync(new HttpRequestMessage(new(method), "/mcp"));

        response.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        (await app.Http.GetStringAsync(new Uri("/anything", UriKind.Relative))).Should().Contain("single-page");
    }

    private static string Text(CallToolResult result) => RunningApplication.TextOf(result);
}
