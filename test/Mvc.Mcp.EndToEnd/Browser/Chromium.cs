using Microsoft.Playwright;

namespace Mvc.Mcp.EndToEnd.Browser;

/// <summary>The distribution's chromium, without a window and without calls of its own to the network.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Path = "/usr/bin/chromium";

    private static readonly string[] _flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Skips the test where there is no chromium; under <c>CI=true</c> it fails instead.</summary>
    public static void Require()
    {
        const string Reason = $"There is no chromium at {Path}: install the distribution's package (apt-get install chromium).";
        if (!File.Exists(Path) && Environment.GetEnvironmentVariable("CI") == "true")
            throw new InvalidOperationException(Reason);
        Skip.IfNot(File.Exists(Path), Reason);
    }

    public async Task InitializeAsync()
    {
        if (!File.Exists(Path))
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = _flags });
    }

    /// <summary>A browser without history or cookies, and without script unless a test needs it.</summary>
    public Task<IPage> OpenAsync(bool script = false) => OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = script });

    /// <summary>A browser without history or cookies that is as the options say.</summary>
    public async Task<IPage> OpenAsync(BrowserNewContextOptions options) => await (await _browser!.NewContextAsync(options)).NewPageAsync();

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
