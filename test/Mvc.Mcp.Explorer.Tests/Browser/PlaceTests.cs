using Microsoft.AspNetCore.Builder;
using Mvc.Mcp.EndToEnd.Browser;
using static Microsoft.Playwright.Assertions;

namespace Mvc.Mcp.Explorer.Tests.Browser;

/// <summary>Where the page is: under a path base, behind a proxy, with several endpoints, with one that refuses.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PlaceTests(Chromium chromium, GalleryServer gallery)
{
    [SkippableFact]
    public async Task One_switches_between_endpoints_and_the_address_keeps_the_choice()
    {
        var explorer = await OpenExplorer.OpenAsync(chromium, gallery.Explorer);
        await Expect(explorer.Rows.Filter(new() { HasText = "hang" })).ToBeVisibleAsync();

        await explorer.Page.GetByLabel("Endpoint").SelectOptionAsync("/mcp/few");

        await Expect(explorer.Rows).ToHaveCountAsync(2);
        await Expect(explorer.Rows.Filter(new() { HasText = "written by hand" })).ToHaveCountAsync(1);
        await explorer.Page.ReloadAsync();
        await Expect(explorer.Page.GetByLabel("Endpoint")).ToHaveValueAsync("/mcp/few");
        await Expect(explorer.Rows).ToHaveCountAsync(2);
        explorer.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task It_works_under_a_path_base()
    {
        var explorer = await OpenExplorer.OpenAsync(chromium, gallery.ExplorerUnderPathBase, "connect");

        await Expect(explorer.Page.Locator(".connect")).ToContainTextAsync(new Uri(gallery.Explorer, "/base/mcp").AbsoluteUri);
        explorer.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task It_works_behind_a_proxy_that_takes_a_prefix_away_without_telling()
    {
        await using var app = GalleryServer.Build(_ => { });
        // What such a proxy does to a request: the application never hears of the prefix.
        await using var proxy = await Prefix.StartAsync(app, "/public/shop");
        var explorer = await OpenExplorer.OpenAsync(chromium, new Uri(proxy.Address, "/public/shop/mcp-explorer"), "connect");

        await Expect(explorer.Page.Locator(".connect")).ToContainTextAsync(new Uri(proxy.Address, "/public/shop/mcp").AbsoluteUri);
        await Expect(explorer.Link("Tools")).ToContainTextAsync("7");
        explorer.Complaints.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task An_endpoint_of_another_host_is_named_and_one_that_answers_here_is_shown()
    {
        await using var app = GalleryServer.Build(_ => { });
        app.MapMcp("/elsewhere", _ => { }).RequireHost("other.example:*");
        await app.StartAsync();
        var explorer = await OpenExplorer.OpenAsync(chromium, new Uri(new Uri(app.Urls.First()), "/mcp-explorer/"));
        await Expect(explorer.Page.GetByLabel("Endpoint")).ToHaveValueAsync("/mcp");

        await explorer.Page.GetByLabel("Endpoint").SelectOptionAsync("/elsewhere at other.example:*");

        await Expect(explorer.Page.Locator(".failure")).ToContainTextAsync("It answers only at other.example:*: open the explorer there.");
    }

    [SkippableFact]
    public async Task An_endpoint_that_refuses_says_so_and_what_to_do()
    {
        await using var app = GalleryServer.Build(services => Mvc.Mcp.Tests.Hosting.HeaderAuthentication.AddTo(services));
        app.UseAuthorization();
        app.MapMcp("/closed", _ => { }).RequireAuthorization();
        await app.StartAsync();
        var explorer = await OpenExplorer.OpenAsync(chromium, new Uri(new Uri(app.Urls.First()), "/mcp-explorer/"), "tools?at=/closed");

        await Expect(explorer.Page.Locator(".failure")).ToContainTextAsync("401: the endpoint asks for credentials.");
        await Expect(explorer.Page.Locator(".failure")).ToContainTextAsync("Choose whom to call as");
        await Expect(explorer.Page.Locator(".failure summary").Filter(new() { HasText = "Response: 401" })).ToBeVisibleAsync();
    }
}
