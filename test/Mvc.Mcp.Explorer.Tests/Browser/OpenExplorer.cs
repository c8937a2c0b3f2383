using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Mvc.Mcp.EndToEnd.Browser;

namespace Mvc.Mcp.Explorer.Tests.Browser;

/// <summary>The explorer in a browser, with what the browser complains of, and the keys of somebody who has no mouse.</summary>
internal sealed class OpenExplorer
{
    private const int MostTabs = 120;

    private readonly List<string> _errors = [];
    private readonly List<string> _elsewhere = [];
    private readonly Uri _address;

    private OpenExplorer(IPage page, Uri address)
    {
        (Page, _address) = (page, address);
        page.SetDefaultTimeout(60_000);
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) =>
        {
            // What a server refuses, the browser reports by itself.
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                _errors.Add(message.Text);
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                _elsewhere.Add(request.Url);
        };
    }

    public IPage Page { get; }

    public static async Task<OpenExplorer> OpenAsync(Chromium chromium, Uri address, string view = "", BrowserNewContextOptions? options = null)
    {
        Chromium.Require();
        var explorer = new OpenExplorer(await chromium.OpenAsync(options ?? new()), address);
        await explorer.GoToAsync(view);
        return explorer;
    }

    /// <summary>Opens a view, such as <c>tools/get_product</c>, and waits until it is there.</summary>
    public async Task GoToAsync(string view)
    {
        // The address bar of somebody who comes from elsewhere: everything is read anew.
        await Page.GotoAsync("about:blank");
        await Page.GotoAsync($"{_address}#/{view}");
        await Assertions.Expect(Page.Locator("main h2").First).ToBeAttachedAsync(new() { Timeout = 60_000 });
    }

    /// <summary>What is wrong by the browser's own account; empty where nothing is.</summary>
    public IEnumerable<string> Complaints => [.. _errors, .. _elsewhere.Select(url => $"asked for {url}")];

    public ILocator Rows => Page.Locator("table.list tbody tr");

    public ILocator Result => Page.GetByRole(AriaRole.Region, new() { Name = "Result", Exact = true });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($"^{Regex.Escape(name)}") });

    public async Task PressAsync(string key) => await Page.Keyboard.PressAsync(key);

    public async Task TypeAsync(string text) => await Page.Keyboard.InsertTextAsync(text);

    /// <summary>Presses Tab until it is there, as somebody without a mouse does.</summary>
    public async Task TabToAsync(ILocator target)
    {
        await target.WaitForAsync();
        for (var pressed = 0; pressed < MostTabs; pressed++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await PressAsync("Tab");
        }

        throw new InvalidOperationException($"{MostTabs} presses of Tab did not lead to {target}.");
    }

    /// <summary>Searches by the keyboard and opens the first tool that is found.</summary>
    public async Task OpenToolByKeysAsync(string name)
    {
        await PressAsync("/");
        await Assertions.Expect(Page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await PressAsync("Control+A");
        await TypeAsync(name);
        await Assertions.Expect(Rows).ToHaveCountAsync(1);
        await PressAsync("ArrowDown");
        await PressAsync("Enter");
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true })).ToBeFocusedAsync();
    }

    /// <summary>Opens the part of a tool where it can be tried.</summary>
    public async Task OpenTryByKeysAsync()
    {
        await TabToAsync(Link("Try it"));
        await PressAsync("Enter");
        await Assertions.Expect(Button("Call")).ToBeVisibleAsync();
    }

    /// <summary>Puts a value into a field.</summary>
    public async Task FillByKeysAsync(string label, string value)
    {
        await TabToAsync(Page.GetByLabel(label, new() { Exact = false }).First);
        await PressAsync("Control+A");
        await TypeAsync(value);
    }
}
