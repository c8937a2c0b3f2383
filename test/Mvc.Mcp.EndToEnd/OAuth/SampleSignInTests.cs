using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Mvc.Mcp.EndToEnd.Browser;
using Mvc.Mcp.EndToEnd.Processes;
using Mvc.Mcp.EndToEnd.Samples;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>The samples that sign users in, each started as its users start it, and walked in a real browser.</summary>
[Collection(ProtectedClusterCollection.Name)]
public sealed class SampleSignInTests(Chromium chromium) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mvc-mcp-sign-in-");

    [SkippableFact]
    public async Task An_application_with_Identity_signs_in_on_its_own_page_and_issues_its_own_tokens()
    {
        Chromium.Require();
        var origin = Origin();
        await using var shop = await StartAsync("Shop.Identity", origin);
        await using var client = await LoopbackClient.StartAsync(origin, "Desk");
        var page = await chromium.OpenAsync(script: true);

        await page.GotoAsync(client.AuthorizeAddress());
        await Assertions.Expect(page).ToHaveTitleAsync("Sign in to the Shop");
        await page.GetByLabel("Name").FillAsync("alice");
        await page.GetByLabel("Password").FillAsync("wrong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("wrong");
        await page.GetByLabel("Name").FillAsync("alice");
        await page.GetByLabel("Password").FillAsync("Shop-keeper-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page).ToHaveTitleAsync("Allow access to The Shop?");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("alice");
        await AllowAsync(page, client);

        var tokens = await client.RedeemAsync(page.Url);
        ((string?)tokens["access_token"]).Should().StartWith("mcp_at_", tokens.ToJsonString());
        var called = await client.CallAsync(tokens);
        called.Status.Should().Be(HttpStatusCode.OK);
        called.Body.Should().Contain("price");
        (await client.CallAsync(tokens, tool: "get_stats")).Body.Should().Contain("revenue", "[Authorize] on the action finds the user that signed in");
        (await client.CallAsync(tokens, "/products")).Status.Should().NotBe(HttpStatusCode.OK, "the token is for the MCP endpoint alone");
        var refreshed = await client.RefreshAsync(tokens);
        (await client.CallAsync(refreshed)).Status.Should().Be(HttpStatusCode.OK);
        await client.RevokeAsync(refreshed);
        (await client.CallAsync(refreshed)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public void The_lines_that_the_documentation_shows_are_those_of_the_sample_and_few()
    {
        var page = File.ReadAllText(Repository.PathTo("docs", "oauth.md"));
        var shown = page[page.IndexOf("## From nothing to signed in", StringComparison.Ordinal)..].Split("```csharp")[1].Split("```")[0];
        var program = File.ReadAllLines(Repository.PathTo("samples", "Shop.Identity", "Program.cs"));

        string[] lines = [.. shown.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

        lines.Should().HaveCountLessThanOrEqualTo(6).And.BeSubsetOf(program.Select(line => line.Trim()));
    }

    [SkippableFact]
    public async Task The_protected_sample_brings_its_OpenIddict_server_along_and_passes_its_tokens_on()
    {
        Chromium.Require();
        var origin = Origin();
        await using var shop = await StartAsync("Shop.Protected", origin, "--IdentityProviderAddress", "http://127.0.0.1:0", "--Mcp:OAuth:UpstreamTimeout", "00:01:00");
        await using var client = await LoopbackClient.StartAsync(origin, "Desk");
        var page = await chromium.OpenAsync(script: true);

        await page.GotoAsync(client.AuthorizeAddress());
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        // The provider's first answer takes long on a busy machine.
        await Assertions.Expect(page).ToHaveTitleAsync("Company sign-in", new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await ExpectAtClientAsync(page, client);

        var tokens = await client.RedeemAsync(page.Url);
        ((string?)tokens["scope"]).Should().Contain("shop.read", tokens.ToJsonString());
        (await client.CallAsync(tokens)).Body.Should().Contain("price");
        var refreshed = await client.RefreshAsync(tokens);
        (await client.CallAsync(refreshed)).Status.Should().Be(HttpStatusCode.OK, refreshed.ToJsonString());
        await client.RevokeAsync(refreshed);
        ((string?)(await client.RefreshAsync(refreshed))["error"]).Should().Be("invalid_grant");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Uri Origin() => new($"http://127.0.0.1:{ConformanceTests.FreePort()}");

    private async Task<ServerProcess> StartAsync(string sample, Uri origin, params string[] arguments)
    {
        var process = Sample.Start(sample,
        [
            "--urls", origin.GetLeftPart(UriPartial.Authority),
            "--Mcp:OAuth:PublicOrigin", origin.GetLeftPart(UriPartial.Authority),
            "--ConnectionStrings:Shop", $"Data Source={Path.Combine(_folder.FullName, "shop.db")}",
            "--ConnectionStrings:Accounts", $"Data Source={Path.Combine(_folder.FullName, "accounts.db")}",
            .. arguments,
        ]);
        await process.FindAsync("(MCP endpoint)");
        return process;
    }

    private static async Task AllowAsync(IPage page, LoopbackClient client)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        await ExpectAtClientAsync(page, client);
    }

    private static Task ExpectAtClientAsync(IPage page, LoopbackClient client) =>
        Assertions.Expect(page).ToHaveURLAsync(new Regex("^" + Regex.Escape(client.Redirect.ToString()) + @"\?"), new() { Timeout = 10_000 });
}
