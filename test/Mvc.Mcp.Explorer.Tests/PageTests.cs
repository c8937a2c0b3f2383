using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace Mvc.Mcp.Explorer.Tests;

/// <summary>The page's own files: where they are found, and what keeps them to themselves.</summary>
public partial class PageTests
{
    [Theory]
    [InlineData("/mcp-explorer", "mcp-explorer/")]
    [InlineData("/base/mcp-explorer?at=%2Fmcp", "mcp-explorer/?at=%2Fmcp")]
    public async Task Without_its_last_slash_the_address_leads_there_whatever_stands_before_it(string address, string location)
    {
        await using var app = await ExplorerApp.StartAsync();
        using var client = app.CreateClient();

        using var response = await client.GetAsync(address);

        response.StatusCode.Should().Be(HttpStatusCode.TemporaryRedirect);
        response.Headers.Location!.OriginalString.Should().Be(location);
    }

    [Fact]
    public async Task The_policy_lets_in_neither_inline_code_nor_another_host()
    {
        await using var app = await ExplorerApp.StartAsync();
        using var client = app.CreateClient();

        foreach (var file in new[] { "", "main.js", "catalog.json" })
        {
            using var response = await client.GetAsync($"/mcp-explorer/{file}");

            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            policy.Should().StartWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';")
                .And.Contain("frame-ancestors 'none'").And.Contain("base-uri 'none'").And.Contain("require-trusted-types-for 'script'")
                .And.NotContain("unsafe").And.NotContain("http").And.NotContain("*").And.NotContain("data:");
            response.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
            response.Headers.GetValues("Cross-Origin-Resource-Policy").Should().Equal("same-origin");
        }
    }

    [Fact]
    public async Task Every_file_that_another_asks_for_is_served()
    {
        await using var app = await ExplorerApp.StartAsync();
        using var client = app.CreateClient();
        var waiting = new Queue<Uri>([new Uri("http://localhost/mcp-explorer/")]);
        var seen = new HashSet<Uri>(waiting);

        while (waiting.TryDequeue(out var address))
        {
            var text = await client.GetStringAsync(address);
            foreach (Match reference in References().Matches(text))
            {
                if (new Uri(address, reference.Groups[1].Value) is var next && seen.Add(next))
                    waiting.Enqueue(next);
            }
        }

        seen.Select(address => address.AbsolutePath["/mcp-explorer/".Length..]).Where(name => name.Length > 0)
            .Should().BeEquivalentTo(PageFiles.All.Select(file => file.Name).Where(name => name != PageFiles.Index), "nothing is served that nobody asks for");
    }

    [Fact]
    public async Task A_file_that_the_browser_has_is_not_sent_again()
    {
        await using var app = await ExplorerApp.StartAsync();
        using var client = app.CreateClient();
        using var first = await client.GetAsync("/mcp-explorer/main.js");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/mcp-explorer/main.js");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await client.SendAsync(request);

        first.Headers.CacheControl!.NoCache.Should().BeTrue();
        second.StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task The_page_is_no_tool_of_the_application()
    {
        await using var app = await ExplorerApp.StartAsync(
            services: services => services.AddEndpointsApiExplorer(), options: options => options.IncludeMinimalApis = true);

        (await app.ReadFactsAsync())["endpoints"]![0]!["tools"]!.AsObject().Select(tool => tool.Key)
            .Should().BeEquivalentTo("list_books", "replace_book", "remove_book");
    }

    [GeneratedRegex("""(?:(?:src|href)="|from '|import ')([^"'#]+\.(?:js|css|svg))["']""")]
    private static partial Regex References();
}
