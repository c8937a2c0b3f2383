using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.OAuth.Tests.TestApp;
using Mvc.Mcp.OAuth.Tests.Tokens;

namespace Mvc.Mcp.OAuth.Tests;

/// <summary>Whatever happens, no secret, token, code or cookie that crossed a wire is in the log, at any level.</summary>
public sealed class LogTests
{
    private const string MachineSecret = "the-machines-own-secret";
    private const string ServiceSecret = "a-secret-of-enough-length";

    [Theory]
    [InlineData("the provider's tokens")]
    [InlineData("own tokens")]
    [InlineData("OpenID Connect")]
    [InlineData("Google")]
    [InlineData("SAML")]
    public async Task Nothing_that_crossed_the_wire_is_logged(string kind)
    {
        var wire = new WireRecorder();
        await using var app = await StartAsync(kind, wire);
        app.Provider.Machines["machine"] = MachineSecret;

        await WalkAsync(app, null);
        await WalkAsync(app, _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = new StringContent("trace with " + FakeIdentityProvider.ClientSecret) }));
        await WalkAsync(app, _ => Task.FromResult(FakeIdentityProvider.Json(HttpStatusCode.OK, new JsonObject { ["access_token"] = "an-opaque-token-that-is-no-jwt", ["token_type"] = "Bearer" })));

        foreach (var request in app.Provider.TokenRequests.SelectMany(request => request).Where(field => field.Key is not ("client_id" or "grant_type" or "scope" or "redirect_uri" or "resource" or "audience" or "requested_token_type" or "subject_token_type")))
            wire.Add("to the provider: " + request.Key, request.Value.Split(' ').Last());
        foreach (var secret in app.Provider.Secrets.Concat(app.Provider.AccessTokens).Append("an-opaque-token-that-is-no-jwt"))
            wire.Add("of the provider", secret);
        wire.Seen.Select(seen => seen.Name).Should().Contain(["code", "state", "code_verifier", "request", "refresh_token", "access_token", "cookie", "authorization"]);
        app.Log.Lines.Should().Contain(line => line.Contains(" Mvc.Mcp.OAuth."), "something is logged, and by this package");

        var lines = string.Join('\n', app.Log.Lines);
        wire.Seen.Where(seen => lines.Contains(seen.Value, StringComparison.Ordinal)).Should().BeEmpty();
    }

    // Everything that a client, a user, a machine and a service can do, and much that none may.
    private static async Task WalkAsync(ProxyApp app, Func<CancellationToken, Task<HttpResponseMessage>>? failure)
    {
        var client = await app.RegisterAsync();
        var browser = app.CreateBrowser();
        app.Provider.TokenEndpoint = null;
        var code = await AuthorizeAsync(app, client, browser);
        app.Provider.TokenEndpoint = failure;
        await client.RedeemAsync(code, ("code_verifier", new string('x', 43)));
        var tokens = await client.RedeemAsync(code);
        await app.CallAsync(tokens.AccessToken ?? "mcp_at_of-nobody-at-all");
        await app.CallAsync(tokens.AccessToken + "changed");
        var refreshed = await client.RefreshAsync(tokens.RefreshToken ?? "a-refresh-token-of-nobody");
        await PostAsync(app, "/oauth/introspect", ("client_id", "orders"), ("client_secret", ServiceSecret), ("token", refreshed.AccessToken ?? "nothing-that-is-known"));
        await PostAsync(app, "/oauth/introspect", ("client_id", "orders"), ("client_secret", "a-wrong-secret-of-some-length"), ("token", "nothing-that-is-known"));
        await client.RefreshAsync(tokens.RefreshToken ?? "a-refresh-token-of-nobody");
        await client.RedeemAsync(code);
        await client.RevokeAsync(refreshed.RefreshToken ?? "a-refresh-token-of-nobody");
        var assertion = FakeIdentityProvider.Assert(ProxyApp.Origin, ProxyApp.Resource, "shop.read", client.Id);
        foreach (var value in new[] { assertion, assertion, assertion[..^5] + "AAAAA" })
            await PostAsync(app, "/oauth/token", ("client_id", client.Id), ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", value));
        await PostAsync(app, "/oauth/token", ("client_id", "machine"), ("client_secret", MachineSecret), ("grant_type", "client_credentials"));
        await PostAsync(app, "/oauth/token", ("client_id", "machine"), ("client_secret", "not-the-machines-own-secret"), ("grant_type", "client_credentials"));
        await browser.GetAsync(ProxyApp.Origin + "/oauth/callback?state=a-state-that-nobody-asked-for&code=a-code-that-nobody-asked-for");
        await browser.GetAsync(ProxyApp.Origin + "/oauth/sign-in?flow=a-flow-that-nobody-ever-began");
        using var nonsense = await app.CreateClient().PostAsync("/oauth/token", new StringContent("code=a-code-in-a-body-that-is-no-form", Encoding.UTF8, "text/plain"));
    }

    private static async Task<string?> AuthorizeAsync(ProxyApp app, McpClientDouble client, Browser browser)
    {
        var page = await browser.SignInAtAsync(app.Provider, client.AuthorizeAddress());
        if (!page.Body.Contains("Allow access", StringComparison.Ordinal))
            return null;
        page = await browser.AnswerAsync(page, "allow");
        return page.Sent("code") ?? (await browser.GetAsync(app.Provider.SignIn(page.Location!))).Sent("code");
    }

    private static Task<ProxyApp> StartAsync(string kind, WireRecorder wire) => ProxyApp.StartAsync(
        o =>
        {
            if (kind == "the provider's tokens")
                return;
            o.Audience = null;
            o.IntrospectionClients["orders"] = ServiceSecret;
            if (kind == "own tokens")
                o.AssertionIssuers.Add(FakeIdentityProvider.Issuer);
            if (!RemoteSchemes.All.TryGetValue(kind, out var scheme))
                return;
            (o.MetadataAddress, o.ClientId, o.ClientSecret) = (null, null, null);
            o.SignInScheme = scheme.Scheme;
        },
        addSchemes: (services, provider) =>
        {
            if (RemoteSchemes.All.TryGetValue(kind, out var scheme))
                scheme.Add(services.AddAuthentication("Cookies"), provider);
        },
        before: wire.AddTo,
        provider: new FakeIdentityProvider { User = new JsonObject { ["sub"] = "alice", ["name"] = "Alice", ["roles"] = "manager" } },
        // The server itself logs the addresses that it is asked for, and a code stands in one.
        keepLog: (_, line) => !line.Contains(" Microsoft.AspNetCore.Hosting.", StringComparison.Ordinal) && !line.Contains(" Microsoft.AspNetCore.Authentication.", StringComparison.Ordinal));

    private static async Task PostAsync(ProxyApp app, string path, params (string Name, string Value)[] form)
    {
        using var response = await app.CreateClient().PostAsync(path, new FormUrlEncodedContent(form.ToDictionary(f => f.Name, f => f.Value)));
    }
}
