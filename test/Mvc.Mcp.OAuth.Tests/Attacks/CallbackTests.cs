using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Attacks;

/// <summary>The way back from the identity provider works only in the browser that consented, and only from there.</summary>
public sealed class CallbackTests
{
    [Fact]
    public async Task A_victim_who_follows_the_link_of_an_attacker_who_consented_is_stopped()
    {
        await using var app = await ProxyApp.StartAsync();
        var attackersClient = await app.RegisterAsync(ProxyApp.HostedClient);
        var (attacker, victim) = (app.CreateBrowser(), app.CreateBrowser());
        var link = (await attacker.AnswerAsync(await attacker.GetAsync(attackersClient.AuthorizeAddress()), "allow")).Location!;

        var back = await victim.GetAsync(app.Provider.SignIn(link));

        AssertStopped(back);
    }

    [Fact]
    public async Task A_forged_state_is_refused()
    {
        await using var app = await ProxyApp.StartAsync();
        var (browser, callback) = await SignInAsync(app);

        AssertStopped(await browser.GetAsync(With(callback, "state", new string('A', 43))));
        AssertStopped(await browser.GetAsync(With(callback, "state", "nonsense")));
        AssertStopped(await browser.GetAsync(With(callback, "state", null)));
    }

    [Fact]
    public async Task A_state_that_only_begins_like_the_right_one_is_refused()
    {
        await using var app = await ProxyApp.StartAsync();
        var (browser, callback) = await SignInAsync(app);
        var state = QueryHelpers.ParseQuery(callback.Query)["state"].ToString();

        AssertStopped(await browser.GetAsync(With(callback, "state", state[..42] + (state[^1] == 'A' ? 'E' : 'A'))));
    }

    [Fact]
    public async Task A_cookie_of_another_flow_does_not_serve_this_one()
    {
        await using var app = await ProxyApp.StartAsync();
        var (browser, callback) = await SignInAsync(app);
        var (other, _) = await SignInAsync(app);
        browser.Cookies[browser.Cookies.Keys.Single()] = other.Cookies.Values.Single();

        AssertStopped(await browser.GetAsync(callback));
    }

    [Fact]
    public async Task The_way_back_works_once()
    {
        await using var app = await ProxyApp.StartAsync();
        var (browser, callback) = await SignInAsync(app);
        (await browser.GetAsync(callback)).Status.Should().Be(HttpStatusCode.SeeOther);

        AssertStopped(await browser.GetAsync(callback));
    }

    [Fact]
    public async Task A_sign_in_expires()
    {
        await using var app = await ProxyApp.StartAsync();
        var (browser, callback) = await SignInAsync(app);
        app.Time.Advance(TimeSpan.FromMinutes(11));

        AssertStopped(await browser.GetAsync(callback));
    }

    [Theory]
    [InlineData("https://attacker.example")]
    [InlineData(FakeIdentityProvider.Issuer + "/")]
    [InlineData("https://LOGIN.example.com")]
    [InlineData(null)]
    public async Task An_answer_that_names_another_issuer_or_none_is_refused(string? issuer)
    {
        await using var app = await ProxyApp.StartAsync();
        var (browser, callback) = await SignInAsync(app);

        AssertStopped(await browser.GetAsync(With(callback, "iss", issuer)));
    }

    [Fact]
    public async Task A_provider_that_does_not_promise_to_name_itself_need_not()
    {
        await using var app = await ProxyApp.StartAsync(provider: new FakeIdentityProvider { NamesItself = false });
        var (browser, callback) = await SignInAsync(app);

        (await browser.GetAsync(With(callback, "iss", null))).Sent("code").Should().NotBeNull();
    }

    [Fact]
    public async Task A_provider_that_does_not_promise_to_name_itself_is_held_to_the_name_it_gives()
    {
        await using var app = await ProxyApp.StartAsync(provider: new FakeIdentityProvider { NamesItself = false });
        var (browser, callback) = await SignInAsync(app);

        AssertStopped(await browser.GetAsync(With(callback, "iss", "https://attacker.example")));
    }

    [Theory]
    [InlineData("access_denied", "access_denied")]
    [InlineData("login_required", "login_required")]
    [InlineData("unauthorized_client", "server_error")]
    [InlineData("<script>", "server_error")]
    public async Task An_error_of_the_provider_reaches_the_client_as_one_of_a_few(string upstream, string error)
    {
        await using var app = await ProxyApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        var address = (await browser.AnswerAsync(await browser.GetAsync(client.AuthorizeAddress()), "allow")).Location!;

        var back = await browser.GetAsync(FakeIdentityProvider.Refuse(address, upstream));

        back.Location!.GetLeftPart(UriPartial.Path).Should().Be(client.RedirectUri);
        back.Sent("error").Should().Be(error);
        back.Sent("error_description").Should().NotContain("internal detail");
        back.Sent("iss").Should().Be(ProxyApp.Origin);
    }

    [Fact]
    public async Task The_providers_code_is_not_redeemed_before_the_client_proves_itself()
    {
        await using var app = await ProxyApp.StartAsync();
        var (browser, callback) = await SignInAsync(app);

        var back = await browser.GetAsync(callback);

        app.Provider.TokenRequests.Should().BeEmpty();
        back.Location!.Query.Should().NotContain("upstream-code");
    }

    private static async Task<(Browser Browser, Uri Callback)> SignInAsync(ProxyApp app)
    {
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        var upstream = await browser.AnswerAsync(await browser.GetAsync(client.AuthorizeAddress()), "allow");
        return (browser, app.Provider.SignIn(upstream.Location!));
    }

    private static Uri With(Uri address, string parameter, string? value)
    {
        var query = QueryHelpers.ParseQuery(address.Query).ToDictionary(p => p.Key, p => (string?)p.Value.ToString());
        query[parameter] = value;
        return new Uri(QueryHelpers.AddQueryString(address.GetLeftPart(UriPartial.Path), query.Where(p => p.Value is not null)));
    }

    private static void AssertStopped(Page page)
    {
        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Location.Should().BeNull();
    }
}
