using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Tokens;

/// <summary>Users sign in as the application has them sign in, and clients get tokens of the application's own.</summary>
public sealed class SchemeSignInTests
{
    [Fact]
    public async Task A_client_that_knows_only_the_address_gets_a_token_and_refreshes_it()
    {
        await using var app = await SchemeApp.StartAsync();
        var refusal = await app.CallAsync(null);
        refusal.StatusCode.Should().Be(HttpStatusCode.Unauthorized, "a client is told, and not led to a page");
        refusal.Headers.WwwAuthenticate.ToString().Should().Contain("resource_metadata=");
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();

        var page = await browser.SignInAsync(client.AuthorizeAddress());
        page.Body.Should().Contain("You are signed in as").And.Contain("alice");
        var tokens = await client.RedeemAsync((await browser.AnswerAsync(page, "allow")).Sent("code"));

        tokens.Status.Should().Be(HttpStatusCode.OK);
        tokens.AccessToken.Should().StartWith("mcp_at_");
        ((string)tokens.Body["scope"]!).Should().Be("shop.read");
        ((int)tokens.Body["expires_in"]!).Should().Be(600);
        (await (await app.CallAsync(tokens.AccessToken)).Content.ReadAsStringAsync()).Should().Be("hello alice");
        var refreshed = await client.RefreshAsync(tokens.RefreshToken);
        (await (await app.CallAsync(refreshed.AccessToken)).Content.ReadAsStringAsync()).Should().Be("hello alice");
    }

    [Fact]
    public async Task Who_is_signed_in_already_is_asked_for_consent_alone_and_each_time()
    {
        await using var app = await SchemeApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        await client.SignInAndAllowAsync(browser);

        (await browser.GetAsync(client.AuthorizeAddress())).Body.Should().Contain("Allow access");
    }

    [Fact]
    public async Task A_client_can_ask_that_the_user_signs_in_anew()
    {
        await using var app = await SchemeApp.StartAsync();
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        await client.SignInAndAllowAsync(browser);
        app.Time.Advance(TimeSpan.FromMinutes(1));

        var first = await browser.GetAsync(client.AuthorizeAddress(("prompt", "login")));

        first.Location!.ToString().Should().Contain("/login");
        var withoutSigningIn = await browser.GetAsync(new Uri(new Uri(ProxyApp.Origin), Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(first.Location.Query)["ReturnUrl"].ToString()));
        withoutSigningIn.Status.Should().Be(HttpStatusCode.BadRequest, "the old sign-in will not do");
        (await browser.SignInAsync(client.AuthorizeAddress(("prompt", "login")))).Body.Should().Contain("Allow access");
    }

    [Fact]
    public async Task The_action_gets_the_user_that_the_scheme_produced_with_the_scopes_that_were_consented_to()
    {
        ClaimsPrincipal? user = null;
        await using var app = await SchemeApp.StartAsync(before: web => MapMcp(web, "/see", context => user = context.User));
        var client = await app.RegisterAsync();
        var code = await client.SignInAndAllowAsync(app.CreateBrowser(), ("resource", ProxyApp.Origin + "/see"));

        await app.CallAsync((await client.RedeemAsync(code, ("resource", null))).AccessToken, "/see");

        user!.Identity!.Name.Should().Be("alice");
        user.Identity.AuthenticationType.Should().Be("Cookies");
        user.IsInRole("manager").Should().BeTrue();
        user.FindFirst("department")!.Issuer.Should().Be("hr");
        user.FindAll("scope").Select(claim => claim.Value).Should().Equal(["shop.read"], "scopes of another token are no consent");
        user.FindFirst("client_name")!.Value.Should().Be("Test client");
    }

    [Fact]
    public async Task Policies_scopes_and_the_scheme_itself_count_at_the_endpoint_as_everywhere()
    {
        await using var app = await SchemeApp.StartAsync(before: web =>
        {
            MapMcp(web, "/roles", _ => { }).RequireAuthorization(p => p.RequireRole("manager").RequireMcpScope("shop.read"));
            MapMcp(web, "/admin", _ => { }).RequireAuthorization(p => p.RequireRole("admin"));
            MapMcp(web, "/write", _ => { }).RequireAuthorization(p => p.RequireMcpScope("shop.write"));
            MapMcp(web, "/scheme", _ => { }).RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = SchemeApp.Scheme });
        });
        var client = await app.RegisterAsync();

        (await CallAsync("/roles")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await CallAsync("/scheme")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await CallAsync("/admin")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        var stepUp = await CallAsync("/write");
        stepUp.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        stepUp.Headers.WwwAuthenticate.ToString().Should().Contain("insufficient_scope").And.Contain("shop.write");

        async Task<HttpResponseMessage> CallAsync(string path)
        {
            var code = await client.SignInAndAllowAsync(app.CreateBrowser(), ("resource", ProxyApp.Origin + path));
            return await app.CallAsync((await client.RedeemAsync(code, ("resource", null))).AccessToken, path);
        }
    }

    [Fact]
    public async Task A_token_for_mcp_does_not_open_the_REST_API()
    {
        await using var app = await SchemeApp.StartAsync(before: web =>
            web.MapPost("/api/named", () => "hello").RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = McpOAuthDefaults.AuthenticationScheme }));
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        var tokens = await client.RedeemAsync(await client.SignInAndAllowAsync(browser));

        (await app.CallAsync(tokens.AccessToken, "/api/orders")).StatusCode.Should().NotBe(HttpStatusCode.OK);
        (await app.CallAsync(tokens.AccessToken, "/api/named")).StatusCode.Should().Be(HttpStatusCode.Unauthorized, "not even where the scheme is named");
        using var withCookie = new HttpRequestMessage(HttpMethod.Post, "/api/orders") { Headers = { { "Cookie", string.Join("; ", browser.Cookies.Select(c => $"{c.Key}={c.Value}")) } } };
        (await app.CreateClient().SendAsync(withCookie)).StatusCode.Should().Be(HttpStatusCode.OK, "the application's own sign-in does");
    }

    [Fact]
    public async Task A_token_for_one_endpoint_does_not_open_another()
    {
        await using var app = await SchemeApp.StartAsync(before: web => MapMcp(web, "/other", _ => { }).RequireAuthorization());
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.SignInAndAllowAsync(app.CreateBrowser()));

        var answer = await app.CallAsync(tokens.AccessToken, "/other");

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().Should().Contain("invalid_token");
    }

    [Fact]
    public async Task A_client_that_names_no_resource_gets_the_only_one_and_is_asked_where_there_are_several()
    {
        await using var one = await SchemeApp.StartAsync();
        await using var two = await SchemeApp.StartAsync(before: web => MapMcp(web, "/other", _ => { }));
        var client = await one.RegisterAsync();

        var tokens = await client.RedeemAsync(await client.SignInAndAllowAsync(one.CreateBrowser(), ("resource", null)), ("resource", null));
        (await one.CallAsync(tokens.AccessToken)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await two.CreateBrowser().GetAsync((await two.RegisterAsync()).AuthorizeAddress(("resource", null)))).Sent("error").Should().Be("invalid_target");
    }

    [Fact]
    public async Task A_token_that_is_changed_expired_or_of_another_key_ring_is_refused()
    {
        await using var app = await SchemeApp.StartAsync();
        await using var other = await SchemeApp.StartAsync();
        var client = await app.RegisterAsync();
        var token = (await client.RedeemAsync(await client.SignInAndAllowAsync(app.CreateBrowser()))).AccessToken!;

        (await other.CallAsync(token)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await app.CallAsync(token[..^20] + (token[^20] == 'A' ? 'B' : 'A') + token[^19..])).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await app.CallAsync(token["mcp_at_".Length..])).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await app.CallAsync(token)).StatusCode.Should().Be(HttpStatusCode.OK);
        app.Time.Advance(TimeSpan.FromMinutes(10));
        (await app.CallAsync(token)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_refresh_token_is_no_access_token_and_the_other_way_round()
    {
        await using var app = await SchemeApp.StartAsync();
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.SignInAndAllowAsync(app.CreateBrowser()));

        (await app.CallAsync("mcp_at_" + tokens.RefreshToken)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await client.RefreshAsync(tokens.AccessToken!["mcp_at_".Length..])).Error.Should().Be("invalid_grant");
    }

    [Fact]
    public async Task A_user_who_is_none_any_more_gets_no_further_token()
    {
        var isUser = true;
        await using var app = await SchemeApp.StartAsync(isStillAUser: _ => isUser);
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.SignInAndAllowAsync(app.CreateBrowser()));
        isUser = false;

        (await client.RefreshAsync(tokens.RefreshToken)).Error.Should().Be("invalid_grant");
        (await app.CallAsync(tokens.AccessToken)).StatusCode.Should().Be(HttpStatusCode.Unauthorized, "the tokens that are out end too");
    }

    [Fact]
    public async Task Tokens_that_came_with_the_sign_in_are_there_for_the_action_and_nowhere_else()
    {
        const string Upstream = "the-upstream-access-token-that-stays-here";
        var properties = new AuthenticationProperties();
        properties.StoreTokens([new() { Name = "access_token", Value = Upstream }, new() { Name = "refresh_token", Value = "the-upstream-refresh-token" }]);
        string? seen = null, seenByScheme = null, refresh = null;
        await using var app = await SchemeApp.StartAsync(signInWith: properties, before: web => MapMcp(web, "/see", async context =>
        {
            seen = await context.GetTokenAsync("access_token");
            seenByScheme = await context.GetTokenAsync(SchemeApp.Scheme, "access_token");
            refresh = await context.GetTokenAsync("refresh_token");
        }).RequireAuthorization());
        app.Provider.Secrets.AddRange([Upstream, "the-upstream-refresh-token"]);
        var client = await app.RegisterAsync();

        var code = await client.SignInAndAllowAsync(app.CreateBrowser(), ("resource", ProxyApp.Origin + "/see"));
        var tokens = await client.RedeemAsync(code, ("resource", null));
        (await app.CallAsync(tokens.AccessToken, "/see")).StatusCode.Should().Be(HttpStatusCode.OK);

        seen.Should().Be(Upstream);
        seenByScheme.Should().Be(Upstream);
        refresh.Should().BeNull("who refreshes beside the proxy would end the family at a provider that rotates");
        (code + tokens.Body.ToJsonString()).Should().NotContain(Upstream);
    }

    [Fact]
    public async Task A_user_that_does_not_fit_into_a_code_waits_sealed_in_the_cache_which_instances_share()
    {
        var large = new string('x', 3000);
        var properties = new AuthenticationProperties();
        properties.StoreTokens([new() { Name = "access_token", Value = large }]);
        var keys = new EphemeralDataProtectionProvider();
        var cache = new SharedCacheDouble();
        await using var one = await SchemeApp.StartAsync(keys: keys, cache: cache, signInWith: properties);
        await using var other = await SchemeApp.StartAsync(keys: keys, cache: cache, signInWith: properties);
        var client = await one.RegisterAsync();

        var code = await client.SignInAndAllowAsync(one.CreateBrowser());
        code.Length.Should().BeLessThan(3000);
        var tokens = await McpClientDouble.Known(other, client.Id, client.RedirectUri).RedeemAsync(code);

        tokens.Status.Should().Be(HttpStatusCode.OK);
        cache.Written.Should().NotContain(text => text.Contains("alice") || text.Contains(large));
    }

    [Fact]
    public async Task Two_instances_with_one_key_ring_serve_one_flow_without_a_shared_cache()
    {
        var keys = new EphemeralDataProtectionProvider();
        await using var one = await SchemeApp.StartAsync(keys: keys);
        await using var other = await SchemeApp.StartAsync(keys: keys);
        var client = await one.RegisterAsync();
        var elsewhere = McpClientDouble.Known(other, client.Id, client.RedirectUri);
        var (first, second) = (one.CreateBrowser(), other.CreateBrowser());

        var login = await first.GetAsync(client.AuthorizeAddress());
        Share(first, second);
        var back = await second.GetAsync(login.Location!);
        Share(second, first);
        var page = await first.GetAsync(new Uri(new Uri(ProxyApp.Origin), back.Location!));
        Share(first, second);
        var tokens = await client.RedeemAsync((await second.AnswerAsync(page, "allow")).Sent("code"));

        (await other.CallAsync(tokens.AccessToken)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await elsewhere.RefreshAsync(tokens.RefreshToken)).Status.Should().Be(HttpStatusCode.OK);

        static void Share(Browser from, Browser to)
        {
            foreach (var (name, value) in from.Cookies)
                to.Cookies[name] = value;
        }
    }

    [Fact]
    public async Task Each_step_may_be_served_by_another_instance_when_all_earlier_ones_are_gone()
    {
        var keys = new EphemeralDataProtectionProvider();
        var cookies = new Dictionary<string, string>();
        var (id, redirectUri, location, page, code) = ("", "", default(Uri), default(Page), "");
        TokenAnswer tokens = null!;

        await StepAsync(async (app, _) =>
        {
            var client = await app.RegisterAsync();
            (id, redirectUri) = (client.Id, client.RedirectUri);
        });
        await StepAsync(async (app, browser) => location = (await browser.GetAsync(McpClientDouble.Known(app, id, redirectUri).AuthorizeAddress())).Location);
        await StepAsync(async (_, browser) => location = new Uri(new Uri(ProxyApp.Origin), (await browser.GetAsync(location!)).Location!));
        await StepAsync(async (_, browser) => page = await browser.GetAsync(location!));
        await StepAsync(async (_, browser) => code = (await browser.AnswerAsync(page!, "allow")).Sent("code")!);
        await StepAsync(async (app, _) => tokens = await McpClientDouble.Known(app, id, redirectUri).RedeemAsync(code));
        await StepAsync(async (app, _) => (await app.CallAsync(tokens.AccessToken)).StatusCode.Should().Be(HttpStatusCode.OK));
        await StepAsync(async (app, _) => tokens = await McpClientDouble.Known(app, id, redirectUri).RefreshAsync(tokens.RefreshToken));
        await StepAsync(async (app, _) => (await app.CallAsync(tokens.AccessToken)).StatusCode.Should().Be(HttpStatusCode.OK));

        async Task StepAsync(Func<ProxyApp, Browser, Task> step)
        {
            await using var app = await SchemeApp.StartAsync(keys: keys);
            var browser = app.CreateBrowser();
            foreach (var (name, value) in cookies)
                browser.Cookies[name] = value;
            await step(app, browser);
            cookies = new(browser.Cookies);
        }
    }

    [Fact]
    public async Task A_sign_in_of_another_browser_leads_to_no_consent_page()
    {
        await using var app = await SchemeApp.StartAsync();
        var client = await app.RegisterAsync();
        var login = await app.CreateBrowser().GetAsync(client.AuthorizeAddress());

        var victim = app.CreateBrowser();
        var back = await victim.GetAsync(login.Location!);
        var page = await victim.GetAsync(new Uri(new Uri(ProxyApp.Origin), back.Location!));

        page.Status.Should().Be(HttpStatusCode.BadRequest);
        page.Body.Should().Contain("not started in this browser");
    }

    [Theory]
    [InlineData("Cookies")]
    [InlineData("Bearer")]
    [InlineData(null)]
    public async Task Whatever_the_default_scheme_is_the_endpoint_takes_the_tokens(string? defaultScheme)
    {
        await using var app = await SchemeApp.StartAsync(defaultScheme: defaultScheme);
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.SignInAndAllowAsync(app.CreateBrowser()));

        (await app.CallAsync(tokens.AccessToken)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await app.CallAsync(null)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_applications_own_pages_still_lead_to_its_sign_in()
    {
        await using var app = await SchemeApp.StartAsync();

        (await app.CallAsync(null, "/api/orders")).Headers.Location!.ToString().Should().Contain("/login");
    }

    [Fact]
    public async Task A_scheme_that_does_not_exist_stops_the_start_with_those_that_do()
    {
        var start = () => SchemeApp.StartAsync(o => o.SignInScheme = "Cookie");

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*'Cookie'*Cookies*");
    }

    [Fact]
    public async Task An_authentication_service_that_would_not_read_the_tokens_stops_the_start()
    {
        var start = () => SchemeApp.StartAsync(services: s => s.AddScoped<IAuthenticationService, AuthenticationService>());

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*register it before AddMcpOAuthProxy*");
    }

    [Fact]
    public async Task Another_service_may_ask_about_a_token_with_its_secret_and_nobody_else()
    {
        await using var app = await SchemeApp.StartAsync(o => o.IntrospectionClients["orders"] = "a-secret-of-enough-length");
        var client = await app.RegisterAsync();
        var tokens = await client.RedeemAsync(await client.SignInAndAllowAsync(app.CreateBrowser()));

        var answer = await IntrospectAsync(app, tokens.AccessToken, "a-secret-of-enough-length");
        ((bool)answer!["active"]!).Should().BeTrue();
        ((string)answer["sub"]!).Should().Be("4711");
        ((string)answer["scope"]!).Should().Be("shop.read");
        ((string)answer["aud"]!).Should().Be(ProxyApp.Resource);
        (await IntrospectAsync(app, tokens.AccessToken, "another-secret-of-length")).Should().BeNull();
        (await IntrospectAsync(app, tokens.AccessToken, "")).Should().BeNull();
        ((bool)(await IntrospectAsync(app, tokens.RefreshToken, "a-secret-of-enough-length"))!["active"]!).Should().BeFalse();
        await client.RevokeAsync(tokens.RefreshToken);
        (await IntrospectAsync(app, tokens.AccessToken, "a-secret-of-enough-length"))!.ToJsonString().Should().Be("""{"active":false}""");
    }

    [Fact]
    public async Task Introspection_does_not_exist_where_nobody_may_ask()
    {
        await using var app = await SchemeApp.StartAsync();

        (await app.CreateClient().PostAsync("/oauth/introspect", null)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await app.CreateClient().GetStringAsync("/.well-known/oauth-authorization-server")).Should().NotContain("introspection");
    }

    private static async Task<JsonObject?> IntrospectAsync(ProxyApp app, string? token, string secret)
    {
        var response = await app.CreateClient().PostAsync("/oauth/introspect", new FormUrlEncodedContent(
            new Dictionary<string, string> { ["token"] = token!, ["client_id"] = "orders", ["client_secret"] = secret }));
        return response.StatusCode == HttpStatusCode.Unauthorized ? null : await response.Content.ReadFromJsonAsync<JsonObject>();
    }

    private static RouteHandlerBuilder MapMcp(WebApplication app, string path, Action<HttpContext> see) => MapMcp(app, path, context =>
    {
        see(context);
        return Task.CompletedTask;
    });

    private static RouteHandlerBuilder MapMcp(WebApplication app, string path, Func<HttpContext, Task> see) => ProxyApp.MapMcpDouble(app, path)
        .AddEndpointFilter(async (context, next) =>
        {
            await see(context.HttpContext);
            return await next(context);
        });
}
