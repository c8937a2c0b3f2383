using System.Net;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Attacks;

/// <summary>Only the user who was shown the page, in that browser, can consent, and only once.</summary>
public sealed class ConsentTests
{
    [Fact]
    public async Task The_page_says_who_asks_for_what_and_where_the_browser_goes()
    {
        await using var app = await ProxyApp.StartAsync(o =>
        {
            o.ConsentPage.ApplicationName = "The Shop";
            o.ConsentPage.ScopeDescriptions["shop.read"] = "see products & orders";
            o.ConsentPage.Notice = "Questions? Ask the <help desk>.";
        });
        var client = await app.RegisterAsync(ProxyApp.HostedClient, "Desk <b>client</b>");

        var page = await app.CreateBrowser().GetAsync(client.AuthorizeAddress());

        page.Body.Should().Contain("Allow access to The Shop?").And.Contain("Desk &lt;b&gt;client&lt;/b&gt;")
            .And.Contain("client.example.org").And.Contain("see products &amp; orders").And.Contain("Ask the &lt;help desk&gt;")
            .And.Contain("has not been verified");
    }

    [Fact]
    public async Task The_page_cannot_be_framed_cached_or_scripted()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();

        var page = await app.CreateBrowser().GetAsync(client.AuthorizeAddress());

        page.Headers["Content-Security-Policy"].Should().Contain("frame-ancestors 'none'").And.Contain("default-src 'none'").And.Contain("base-uri 'none'")
            .And.MatchRegex("script-src 'sha256-[^' ]+';", "one script is known").And.NotContain("unsafe-inline").And.NotContain("form-action");
        page.Headers["X-Frame-Options"].Should().Be("DENY");
        page.Headers["Cache-Control"].Should().Be("no-store");
        page.Headers["X-Content-Type-Options"].Should().Be("nosniff");
        page.Body.Split("<script>").Should().HaveCount(2);
        (await app.CreateBrowser().GetAsync("/oauth/authorize")).Headers["Content-Security-Policy"].Should().Contain("script-src 'none'");
    }

    [Theory]
    [InlineData("iframe")]
    [InlineData("empty")]
    [InlineData("image")]
    public async Task A_browser_that_does_not_open_a_page_is_shown_none(string destination)
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();

        var page = await browser.GetAsync(client.AuthorizeAddress(), r => r.Headers.Add("Sec-Fetch-Dest", destination));

        page.Status.Should().Be(HttpStatusCode.BadRequest);
        browser.Cookies.Should().BeEmpty();
    }

    [Fact]
    public async Task The_cookies_are_out_of_reach_for_scripts_other_sites_and_other_hosts()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();

        var page = await browser.GetAsync(client.AuthorizeAddress());
        browser.LastCookies.Single().Should().StartWith("__Host-mcp-consent-").And.ContainEquivalentOf("httponly").And.ContainEquivalentOf("secure")
            .And.ContainEquivalentOf("samesite=strict").And.ContainEquivalentOf("path=/").And.NotContainEquivalentOf("domain");

        await browser.AnswerAsync(page, "allow");
        browser.LastCookies[^1].Should().StartWith("__Host-mcp-sign-in-").And.ContainEquivalentOf("httponly").And.ContainEquivalentOf("secure")
            .And.ContainEquivalentOf("samesite=lax").And.ContainEquivalentOf("max-age=600");
    }

    [Fact]
    public async Task Deny_goes_back_to_the_client_and_never_to_the_identity_provider()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        var atTheStart = app.Provider.DiscoveryRequests;

        var answer = await browser.AnswerAsync(await browser.GetAsync(client.AuthorizeAddress()), "deny");

        answer.Location!.GetLeftPart(UriPartial.Path).Should().Be(client.RedirectUri);
        answer.Sent("error").Should().Be("access_denied");
        answer.Sent("state").Should().Be("the-client's-state");
        answer.Sent("iss").Should().Be(ProxyApp.Origin);
        browser.Cookies.Should().BeEmpty();
        app.Provider.DiscoveryRequests.Should().Be(atTheStart);
    }

    [Theory]
    [InlineData("https://attacker.example")]
    [InlineData("http://shop.example.com")]
    [InlineData("https://shop.example.com:8443")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task An_answer_posted_by_another_origin_is_refused(string? origin)
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        var page = await browser.GetAsync(client.AuthorizeAddress());

        var answer = await browser.AnswerAsync(page, "allow", request =>
        {
            request.Headers.Remove("Origin");
            if (origin is not null)
                request.Headers.Add("Origin", origin);
        });

        AssertStopped(answer);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("none")]
    public async Task An_answer_that_the_browser_says_another_site_made_is_refused(string site)
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        var page = await browser.GetAsync(client.AuthorizeAddress());

        AssertStopped(await browser.AnswerAsync(page, "allow", request =>
        {
            request.Headers.Remove("Sec-Fetch-Site");
            request.Headers.Add("Sec-Fetch-Site", site);
        }));
    }

    [Fact]
    public async Task An_answer_without_the_pages_cookie_is_refused()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var page = await app.CreateBrowser().GetAsync(client.AuthorizeAddress());

        AssertStopped(await app.CreateBrowser().AnswerAsync(page, "allow"));
    }

    [Fact]
    public async Task An_answer_with_another_value_in_the_pages_cookie_is_refused()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        var page = await browser.GetAsync(client.AuthorizeAddress());
        var (name, value) = browser.Cookies.Single();
        browser.Cookies[name] = value[..10] + new string('A', 33);

        AssertStopped(await browser.AnswerAsync(page, "allow"));
    }

    [Fact]
    public async Task A_page_can_be_answered_once()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        var page = await browser.GetAsync(client.AuthorizeAddress());
        (await browser.AnswerAsync(page, "deny")).Status.Should().Be(HttpStatusCode.SeeOther);

        AssertStopped(await browser.AnswerAsync(page, "allow"));
    }

    [Fact]
    public async Task A_page_expires()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        var page = await browser.GetAsync(client.AuthorizeAddress());
        app.Time.Advance(TimeSpan.FromMinutes(11));

        AssertStopped(await browser.AnswerAsync(page, "allow"));
    }

    [Fact]
    public async Task An_answer_that_is_neither_yes_nor_no_is_refused()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();

        AssertStopped(await browser.AnswerAsync(await browser.GetAsync(client.AuthorizeAddress()), "maybe"));
    }

    [Fact]
    public async Task Every_request_is_asked_anew()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        await client.AuthorizeAsync(browser);

        (await browser.GetAsync(client.AuthorizeAddress())).Body.Should().Contain("Allow access");
    }

    [Fact]
    public async Task Pages_that_nobody_answers_do_not_pile_up_cookies()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        Page last = null!;

        for (var i = 0; i < 12; i++)
            last = await browser.GetAsync(client.AuthorizeAddress());

        browser.Cookies.Should().HaveCountLessThanOrEqualTo(5);
        (await browser.AnswerAsync(last, "allow")).Status.Should().Be(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Consent_and_issue_are_logged_with_who_and_what_and_without_a_secret()
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync(name: "The Desk");

        var tokens = await client.RedeemAsync(await client.AuthorizeAsync());

        app.Log.Lines.Should().Contain(line => line.Contains("allowed The Desk shop.read"))
            .And.Contain(line => line.Contains("Issued tokens to The Desk") && line.Contains("shop.read"))
            .And.NotContain(line => line.Contains(tokens.AccessToken!) || line.Contains(tokens.RefreshToken!));
    }

    [Fact]
    public async Task A_client_that_is_not_known_any_more_leads_to_a_page_with_a_way_on()
    {
        await using var app = await ProxyApp.StartAsync();
        await using var before = await ProxyApp.StartAsync();
        var client = await before.RegisterAsync();

        var page = await app.CreateBrowser().GetAsync(client.AuthorizeAddress());

        AssertStopped(page);
        page.Body.Should().Contain("add it again");
    }

    private static void AssertStopped(Page page)
    {
        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Location.Should().BeNull();
        page.Headers.GetValueOrDefault("Set-Cookie", "").Should().NotContain("mcp-sign-in");
    }
}
