using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;
using Mvc.Mcp.EndToEnd.Browser;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Mvc.Mcp.Explorer.Tests.Browser;

/// <summary>A thousand tools: all are there, none is waited for.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ManyToolsTests(Chromium chromium, ITestOutputHelper output)
{
    // Types a search and waits until the browser has painted what it found, as often as it takes to trust the median.
    private const string Measure =
        """
        async words => {
          const search = document.getElementById('search');
          const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
          const times = [];
          for (const word of words) {
            await painted();
            const started = performance.now();
            search.value = word;
            search.dispatchEvent(new Event('input', { bubbles: true }));
            document.querySelector('table.list').getBoundingClientRect();
            times.push(performance.now() - started);
          }
          return times.sort((one, other) => one - other)[times.length >> 1];
        }
        """;

    private static readonly string[] _words = [.. Enumerable.Range(0, 15).SelectMany(i => new[] { $"number {i}", "", $"tool_{i}" })];

    [SkippableFact]
    public async Task All_are_listed_and_found_and_the_browser_complains_of_nothing()
    {
        Chromium.Require();
        await using var app = GalleryServer.Build(services => services.AddMcpServer().WithTools(Tools(1000)));
        await app.StartAsync();
        var explorer = await OpenExplorer.OpenAsync(chromium, new Uri(new Uri(app.Urls.First()), "/mcp-explorer/"));

        await Expect(explorer.Rows).ToHaveCountAsync(1007, new() { Timeout = 60_000 });
        await explorer.PressAsync("/");
        await explorer.TypeAsync("tool_77");
        await Expect(explorer.Rows).ToHaveCountAsync(11);
        await Expect(explorer.Page.GetByText("11 of 1,007 tools")).ToBeVisibleAsync();
        explorer.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task To_filter_a_thousand_takes_little_more_than_to_filter_ten()
    {
        var (ten, tenPaint) = await MeasureAsync(10);
        var (thousand, thousandPaint) = await MeasureAsync(1000);

        output.WriteLine($"Filtering 1,000 tools: {thousand:0.0} ms; 10 tools: {ten:0.0} ms; ratio {thousand / ten:0.0}.");
        output.WriteLine($"First paint with 1,000 tools: {thousandPaint:0} ms; with 10 tools: {tenPaint:0} ms.");
        // A hundred times the tools: what is drawn at once is bounded, so it must be far from a hundred times the work.
        (thousand / ten).Should().BeLessThan(25);
    }

    private async Task<(double Filter, double FirstPaint)> MeasureAsync(int tools)
    {
        Chromium.Require();
        await using var app = GalleryServer.Build(services => services.AddMcpServer().WithTools(Tools(tools)));
        await app.StartAsync();
        var explorer = await OpenExplorer.OpenAsync(chromium, new Uri(new Uri(app.Urls.First()), "/mcp-explorer/"));
        await Expect(explorer.Rows).ToHaveCountAsync(tools + 7, new() { Timeout = 60_000 });
        var filter = await explorer.Page.EvaluateAsync<double>(Measure, _words);
        var paints = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            // A browser that is awake, and a page that it has not kept.
            await using var context = await explorer.Page.Context.Browser!.NewContextAsync();
            var page = await context.NewPageAsync();
            await page.GotoAsync(explorer.Page.Url);
            await Expect(page.Locator(".list tbody tr").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
            paints.Add(await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
        }

        return (filter, paints.Order().ElementAt(paints.Count / 2));
    }

    private static IEnumerable<McpServerTool> Tools(int count) => Enumerable.Range(0, count).Select(i => McpServerTool.Create(
        (string name, int amount) => $"{name} {amount}", new() { Name = $"tool_{i}", Description = $"Does what number {i} does." }));
}
