using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Mvc.Mcp.EndToEnd.Browser;
using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>The consent page in a real browser, without script, between a real client's redirect and a real sign-in.</summary>
[Collection(ProtectedClusterCollection.Name)]
public sealed class ConsentInBrowserTests(ProtectedCluster cluster, Chromium chromium)
{
    [SkippableFact]
    public async Task Allow_leads_through_the_sign_in_back_to_the_client_with_a_code()
    {
        await using var client = await StartClientAsync();
        var page = await chromium.OpenAsync();

        await page.GotoAsync(client.AuthorizeAddress());
        (await page.TitleAsync()).Should().Be("Allow access to The Shop?");
        (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync()).Should().Be("Allow access to The Shop?");
        (await page.Locator("main").InnerTextAsync()).Should().Contain("Desk <client>").And.Contain("a program on this computer")
            .And.Contain(client.Redirect.AbsoluteUri).And.Contain("see products").And.Contain("shop.write");
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("^" + Regex.Escape(client.Redirect.ToString()) + @"\?"), new() { Timeout = 10_000 });

        var tokens = await client.RedeemAsync(page.Url);
        tokens["access_token"].Should().NotBeNull(tokens.ToJsonString());
    }

    [SkippableFact]
    public async Task A_double_click_on_Allow_answers_once_and_leads_to_the_client()
    {
        await using var client = await StartClientAsync();
        var page = await chromium.OpenAsync(script: true);
        var before = cluster.Answers;

        await page.GotoAsync(client.AuthorizeAddress());
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).DblClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("^" + Regex.Escape(client.Redirect.ToString()) + @"\?"), new() { Timeout = 10_000 });

        (await client.RedeemAsync(page.Url))["access_token"].Should().NotBeNull();
        cluster.Answers.Should().Be(before + 1);
    }

    [SkippableFact]
    public async Task Deny_leads_back_to_the_client_with_an_error()
    {
        await using var client = await StartClientAsync();
        var page = await chromium.OpenAsync();

        await page.GotoAsync(client.AuthorizeAddress());
        await page.GetByRole(AriaRole.Button, new() { Name = "Deny" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("^" + Regex.Escape(client.Redirect.ToString()) + @"\?"), new() { Timeout = 10_000 });

        page.Url.Should().Contain("error=access_denied").And.Contain("state=state").And.NotContain("code=");
    }

    [SkippableFact]
    public async Task The_page_can_be_used_with_the_keyboard_alone()
    {
        await using var client = await StartClientAsync();
        var page = await chromium.OpenAsync();

        // On a busy machine the browser loses a key now and then: what a person would do is press it again, on a page that
        // is fresh, since a form that was sent may not be sent twice. A page that cannot be used fails every time.
        for (var attempt = 1; !await TryToDenyByKeysAsync(page, client); attempt++)
            attempt.Should().BeLessThan(4, "the page can be used with the keyboard");

        page.Url.Should().Contain("error=access_denied");
    }

    private static async Task<bool> TryToDenyByKeysAsync(IPage page, LoopbackClient client)
    {
        await page.GotoAsync(client.AuthorizeAddress());
        // The browser drops keys until it has painted the page, which a picture of it makes sure of.
        await page.ScreenshotAsync();
        try
        {
            await page.Keyboard.PressAsync("Tab");
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Allow" })).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Tab");
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Deny" })).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page).ToHaveURLAsync(new Regex("^" + Regex.Escape(client.Redirect.ToString()) + @"\?"), new() { Timeout = 10_000 });
            return true;
        }
        catch (Exception exception) when (exception is PlaywrightException or TimeoutException)
        {
            return false;
        }
    }

    [SkippableFact]
    public async Task The_back_button_leads_to_a_fresh_page_that_asks_again()
    {
        await using var client = await StartClientAsync();
        var page = await chromium.OpenAsync();
        await page.GotoAsync(client.AuthorizeAddress());
        await page.GetByRole(AriaRole.Button, new() { Name = "Deny" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("^" + Regex.Escape(client.Redirect.ToString()) + @"\?"), new() { Timeout = 10_000 });

        await page.GoBackAsync();
        (await page.TitleAsync()).Should().Be("Allow access to The Shop?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("^" + Regex.Escape(client.Redirect.ToString()) + @"\?"), new() { Timeout = 10_000 });

        (await client.RedeemAsync(page.Url))["access_token"].Should().NotBeNull();
    }

    [SkippableFact]
    public async Task An_expired_page_says_so_and_leads_nowhere()
    {
        await using var client = await StartClientAsync();
        var page = await chromium.OpenAsync();
        await page.GotoAsync(client.AuthorizeAddress());
        cluster.Time.Advance(TimeSpan.FromMinutes(11));

        await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("no longer valid");
        page.Url.Should().StartWith(cluster.Origin.AbsoluteUri);
    }

    [SkippableFact]
    public async Task Another_site_cannot_frame_the_page()
    {
        await using var client = await StartClientAsync();
        client.Page = $"<iframe src=\"{client.AuthorizeAddress().Replace("&", "&amp;", StringComparison.Ordinal)}\"></iframe>";
        var page = await chromium.OpenAsync(script: true);

        var refused = await page.RunAndWaitForResponseAsync(
            () => page.GotoAsync(new Uri(client.Origin, "/page").AbsoluteUri), response => response.Url.Contains("/oauth/authorize", StringComparison.Ordinal));

        refused.Status.Should().Be(400, "the browser tells that it would frame the page");
        (await page.Frames[1].ContentAsync()).Contains("ERR_BLOCKED_BY_RESPONSE", StringComparison.Ordinal).Should().BeTrue();
    }

    [SkippableFact]
    public async Task A_form_of_another_site_cannot_consent_for_the_user()
    {
        await using var client = await StartClientAsync();
        var attacker = await chromium.OpenAsync();
        await attacker.GotoAsync(client.AuthorizeAddress());
        var form = await attacker.Locator("input[name=request]").GetAttributeAsync("value");
        client.Page = $"""
            <form method="post" action="{new Uri(cluster.Origin, "/oauth/consent")}">
            <input type="hidden" name="request" value="{form}"><button name="decision" value="allow">You have won</button></form>
            """;
        var victim = await chromium.OpenAsync();
        await victim.GotoAsync(new Uri(client.Origin, "/page").AbsoluteUri);

        await victim.GetByRole(AriaRole.Button).ClickAsync();

        await Assertions.Expect(victim.Locator("main")).ToContainTextAsync("came from another site");
    }

    [SkippableFact]
    public async Task A_victim_who_follows_the_attackers_link_to_the_sign_in_is_stopped_on_the_way_back()
    {
        await using var client = await StartClientAsync();
        var attacker = await chromium.OpenAsync();
        await attacker.GotoAsync(client.AuthorizeAddress());
        var link = new TaskCompletionSource<string>();
        // The attacker consents, and stops before signing in.
        await attacker.RouteAsync(url => !url.StartsWith(cluster.Origin.AbsoluteUri, StringComparison.Ordinal), route => route.AbortAsync());
        attacker.Request += (_, request) =>
        {
            if (request.Url.Contains("code_challenge=", StringComparison.Ordinal) && !request.Url.StartsWith(cluster.Origin.AbsoluteUri, StringComparison.Ordinal))
                link.TrySetResult(request.Url);
        };
        await attacker.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        var victim = await chromium.OpenAsync();

        await victim.GotoAsync(await link.Task.WaitAsync(TimeSpan.FromMinutes(1)));

        await Assertions.Expect(victim.Locator("main")).ToContainTextAsync("not started in this browser");
        victim.Url.Should().StartWith(cluster.Origin.AbsoluteUri);
    }

    private Task<LoopbackClient> StartClientAsync()
    {
        Node.Require();
        Chromium.Require();
        return LoopbackClient.StartAsync(cluster.Origin, "Desk <client>");
    }
}
