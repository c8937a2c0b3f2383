using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Mvc.Mcp.EndToEnd.Browser;
using Mvc.Mcp.EndToEnd.Clients;
using static Microsoft.Playwright.Assertions;

namespace Mvc.Mcp.Explorer.Tests.Browser;

/// <summary>axe-core finds nothing of level A or AA on any view, light and dark, wide and narrow.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccessibilityTests(Chromium chromium, GalleryServer gallery, ShopServer shop)
{
    private const string Rules = "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }";

    [SkippableTheory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Every_view_is_for_everyone(ColorScheme scheme, int width)
    {
        Node.Require();
        var explorer = await OpenExplorer.OpenAsync(chromium, gallery.Explorer, "tools", new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        await CheckAsync(explorer, "tools");
        foreach (var view in new[] { "tools/hang", "tools/hostile", "resources", "prompts", "left-out", "connect", "compare" })
        {
            await explorer.GoToAsync(view);
            await CheckAsync(explorer, view);
        }

        await explorer.GoToAsync("tools/hang/try");
        foreach (var open in await explorer.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^(Give it|Add an item|Add a member)$") }).AllAsync())
            await open.ClickAsync();
        await explorer.Page.GetByLabel("Kind of shape").SelectOptionAsync("circle");
        await CheckAsync(explorer, "a form with everything open");
        await explorer.Page.GetByLabel("JSON").First.CheckAsync();
        await CheckAsync(explorer, "a form as JSON");

        foreach (var tool in new[] { "visitors", "sound", "hostile" })
        {
            await explorer.GoToAsync($"tools/{tool}/try");
            await explorer.Button("Call").ClickAsync();
            await Expect(explorer.Result).ToBeVisibleAsync();
            await explorer.Page.Locator(".try details").EvaluateAllAsync<object?>("all => all.forEach(details => { details.open = true; })");
            await CheckAsync(explorer, $"the result of {tool}");
        }

        await explorer.GoToAsync("tools/burn/try");
        await explorer.Page.GetByLabel("id").FillAsync("1");
        await explorer.Button("Call").ClickAsync();
        await Expect(explorer.Button("Call it")).ToBeVisibleAsync();
        await CheckAsync(explorer, "the question before something is destroyed");
        await explorer.Button("Call it").ClickAsync();
        await Expect(explorer.Page.GetByRole(AriaRole.Dialog, new() { Name = "burn asks" })).ToBeVisibleAsync();
        await CheckAsync(explorer, "the question of the server");
        await explorer.PressAsync("Escape");

        await explorer.Page.Locator("#caller").ClickAsync();
        await CheckAsync(explorer, "the question for the caller");
    }

    [SkippableTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task So_is_the_comparison_of_two_callers(ColorScheme scheme)
    {
        Node.Require();
        var explorer = await OpenExplorer.OpenAsync(chromium, shop.Explorer, "compare", new() { ColorScheme = scheme });
        await explorer.Page.GetByLabel("Somebody with this token").CheckAsync();
        await explorer.Page.GetByLabel("Token of the other caller").FillAsync(shop.AdministratorToken);
        await explorer.Button("Compare").ClickAsync();
        await Expect(explorer.Page.Locator(".compare tbody tr")).ToHaveCountAsync(1);

        await CheckAsync(explorer, "the comparison");
    }

    [SkippableTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task So_is_what_is_said_of_an_endpoint_that_refuses(ColorScheme scheme)
    {
        Node.Require();
        await using var app = GalleryServer.Build(services => Mvc.Mcp.Tests.Hosting.HeaderAuthentication.AddTo(services));
        app.UseAuthorization();
        app.MapMcp("/closed", _ => { }).RequireAuthorization();
        await app.StartAsync();
        var explorer = await OpenExplorer.OpenAsync(
            chromium, new Uri(new Uri(app.Urls.First()), "/mcp-explorer/"), "tools?at=/closed", new() { ColorScheme = scheme });
        await Expect(explorer.Page.Locator(".failure")).ToContainTextAsync("401: the endpoint asks for credentials.");
        await explorer.Page.Locator(".failure details").EvaluateAllAsync<object?>("all => all.forEach(details => { details.open = true; })");

        await CheckAsync(explorer, "a refusal");
    }

    private static async Task CheckAsync(OpenExplorer explorer, string what)
    {
        // By the debugger's hand: the page's own policy lets no foreign script in.
        await explorer.Page.EvaluateAsync(await File.ReadAllTextAsync(Node.Package("axe-core/axe.min.js")) + "; undefined");
        var found = await explorer.Page.EvaluateAsync<JsonElement>(
            $"async () => (await axe.run(document, {Rules})).violations.map(rule => `${{rule.id}}: ${{rule.nodes.map(node => node.html.slice(0, 200)).join(' | ')}}`)");
        found.EnumerateArray().Select(violation => violation.GetString()).Should().BeEmpty($"axe-core looked at {what}");
    }
}
