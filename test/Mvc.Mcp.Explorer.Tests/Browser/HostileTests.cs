using Microsoft.Playwright;
using Mvc.Mcp.EndToEnd.Browser;
using static Microsoft.Playwright.Assertions;

namespace Mvc.Mcp.Explorer.Tests.Browser;

/// <summary>Names, descriptions and results are of whoever wrote them: the page shows them as text and runs nothing of them.</summary>
[Collection(BrowserCollection.Name)]
public sealed class HostileTests(Chromium chromium, GalleryServer gallery)
{
    [SkippableFact]
    public async Task Markup_in_a_tool_is_text_in_the_list_and_on_its_page()
    {
        var explorer = await OpenExplorer.OpenAsync(chromium, gallery.Explorer);
        await Expect(explorer.Rows.Filter(new() { HasText = "hostile" })).ToContainTextAsync("<img src=x onerror=");

        await explorer.GoToAsync("tools/hostile");

        await Expect(explorer.Page.Locator(".detail header")).ToContainTextAsync(Hostile.Markup);
        await Expect(explorer.Page.Locator(".description")).ToContainTextAsync(Hostile.Markup);
        await NothingRanAsync(explorer);
    }

    [SkippableFact]
    public async Task Markup_in_a_result_is_text_and_a_file_is_saved_and_never_opened()
    {
        var explorer = await CallAsync();

        await Expect(explorer.Result).ToContainTextAsync(Hostile.Markup);
        // The whole of the page knows its own addresses alone: one that is a script leads nowhere.
        (await explorer.Page.Locator("a").EvaluateAllAsync<string[]>("links => links.map(link => new URL(link.href).protocol)"))
            .Distinct().Should().BeEquivalentTo("http:", "blob:");
        var link = explorer.Result.GetByRole(AriaRole.Link, new() { NameRegex = new("^Save") });
        await Expect(link).ToHaveAttributeAsync("download", "evil.html");
        var download = await explorer.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        (await File.ReadAllTextAsync(await download.PathAsync())).Should().Be(Hostile.Markup);
        await NothingRanAsync(explorer);
    }

    [SkippableFact]
    public async Task What_cannot_be_seen_is_made_visible()
    {
        var explorer = await CallAsync();

        await Expect(explorer.Result).ToContainTextAsync("safeU+202Etxt.exeU+202C aU+200Bb U+E0068U+E0069 U+0000");
        await Expect(explorer.Page.Locator(".result .unseen").First).ToHaveCSSAsync("unicode-bidi", "isolate");
    }

    [SkippableFact]
    public async Task A_long_text_is_cut_until_it_is_asked_for()
    {
        var explorer = await CallAsync();
        var text = explorer.Result.Locator(".text").Filter(new() { HasText = "0123456789" });
        (await text.InnerTextAsync()).Length.Should().BeLessThan(2100);

        await text.GetByRole(AriaRole.Button, new() { Name = "Show all 10,240 characters" }).ClickAsync();

        (await text.InnerTextAsync()).Should().Be(Hostile.Long);
    }

    [SkippableTheory]
    [InlineData("document.body.innerHTML = '<b>x</b>'")]
    [InlineData("document.body.append(Object.assign(document.createElement('script'), { text: 'window.hacked = 7' }))")]
    [InlineData("document.body.setAttribute('onclick', 'window.hacked = 8') || document.body.click()")]
    [InlineData("eval('window.hacked = 9')")]
    [InlineData("document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.com' }))")]
    [InlineData("fetch('https://example.com').catch(() => {})")]
    public async Task The_browser_itself_stops_what_a_mistake_of_the_page_would_let_through(string mistake)
    {
        var explorer = await OpenExplorer.OpenAsync(chromium, gallery.Explorer);
        // A script of the page, as the policy sees it, and not of the debugger.
        await explorer.Page.EvaluateAsync("addEventListener('securitypolicyviolation', event => window.stopped = event.violatedDirective)");

        await explorer.Page.EvaluateAsync($"setTimeout(() => {{ {mistake} }})");

        await explorer.Page.WaitForFunctionAsync("() => window.stopped");
        (await explorer.Page.EvaluateAsync<bool>("'hacked' in window")).Should().BeFalse();
    }

    private async Task<OpenExplorer> CallAsync()
    {
        var explorer = await OpenExplorer.OpenAsync(chromium, gallery.Explorer, "tools/hostile/try");
        await explorer.Button("Call").ClickAsync();
        await Expect(explorer.Result).ToBeVisibleAsync();
        return explorer;
    }

    private static async Task NothingRanAsync(OpenExplorer explorer)
    {
        (await explorer.Page.EvaluateAsync<bool>("'hacked' in window")).Should().BeFalse();
        (await explorer.Page.Locator("main script, main iframe, main svg, main [onerror], main [onload]").CountAsync()).Should().Be(0);
        explorer.Complaints.Should().BeEmpty();
    }
}
