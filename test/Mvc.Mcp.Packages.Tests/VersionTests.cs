using Mvc.Mcp.Packages.Tests.Building;

namespace Mvc.Mcp.Packages.Tests;

/// <summary>Applications whose API has versions by Asp.Versioning.</summary>
[Collection(ApplicationCollection.Name)]
public sealed class VersionTests(PackagedApplications applications)
{
    [Theory]
    [InlineData("url", false), InlineData("url", true)]
    [InlineData("substituted", false), InlineData("substituted", true)]
    [InlineData("header", false), InlineData("header", true)]
    [InlineData("query", false), InlineData("query", true)]
    [InlineData("media type", false), InlineData("media type", true)]
    public async Task Every_version_is_called(string way, bool documents)
    {
        await using var app = await applications.StartAsync("Versions", $"--way={way}", $"--documents={documents.ToString().ToLowerInvariant()}");

        foreach (var version in new[] { 1, 2 })
            await app.AnswersAsync("Lamps_Get", new { id = 7 }, Request(way, version), $"/mcp/v{version}");
        RunningApplication.TextOf(await app.CallAsync("Lamps_Add", new { id = 7, colour = "blue" }, "/mcp/v2")).Should().Be("""{"id":7,"colour":"blue"}""");
        var log = string.Join('\n', app.StartLog);
        log.Should().Contain("McpOptions.DocumentName").And.Contain(documents ? "the Swagger documents 'v1', 'v2'" : "groups 'v1'");
    }

    private static HttpRequestMessage Request(string way, int version)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(way switch
        {
            "url" or "substituted" => $"/v{version}/lamps/7",
            "query" => $"/lamps/7?api-version={version}.0",
            _ => "/lamps/7",
        }, UriKind.Relative));
        if (way == "header")
            request.Headers.Add("X-Version", $"{version}.0");
        if (way == "media type")
            request.Headers.Add("Accept", $"application/json;v={version}.0");
        return request;
    }
}
