using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Resource;

/// <summary>At an endpoint that is open to everybody, what a call is refused, and a token that has ended, tell the client what to do.</summary>
public sealed class CallRefusalTests
{
    private const string MetadataAddress = ProxyApp.Origin + "/.well-known/oauth-protected-resource/open";

    [Fact]
    public async Task A_call_that_needs_a_user_says_where_to_sign_in_and_for_which_scopes()
    {
        await using var app = await StartAsync();

        using var answer = await CallAsync(app, null, "write");

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        Challenge(answer).Should().Be($"scope=\"shop.write\", resource_metadata=\"{MetadataAddress}\"");
    }

    [Fact]
    public async Task A_call_that_lacks_a_scope_asks_for_it()
    {
        await using var app = await StartAsync();

        using var answer = await CallAsync(app, FakeIdentityProvider.CreateToken(FakeIdentityProvider.Audience, "shop.read"), "write");
        using var granted = await CallAsync(app, FakeIdentityProvider.CreateToken(FakeIdentityProvider.Audience, "shop.read shop.write"), "write");

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        Challenge(answer).Should().Be($"error=\"insufficient_scope\", scope=\"shop.write\", resource_metadata=\"{MetadataAddress}\"");
        granted.StatusCode.Should().Be(HttpStatusCode.OK);
        (await granted.Content.ReadAsStringAsync()).Should().Contain("written");
    }

    [Fact]
    public async Task What_more_scopes_would_not_change_is_said_in_the_result_alone()
    {
        await using var app = await StartAsync();

        using var answer = await CallAsync(app, FakeIdentityProvider.CreateToken(FakeIdentityProvider.Audience, "shop.read"), "admin");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("403");
    }

    [Theory]
    [InlineData("tools/list")]
    [InlineData("tools/call")]
    public async Task A_token_that_is_not_good_is_challenged_with_the_metadata(string method)
    {
        await using var app = await StartAsync();

        using var answer = await CallAsync(app, FakeIdentityProvider.CreateToken("api://another", "shop.read"), "open", method);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        Challenge(answer).Should().StartWith("error=\"invalid_token\"").And.EndWith($"scope=\"shop.read\", resource_metadata=\"{MetadataAddress}\"");
    }

    [Fact]
    public async Task Where_a_cookie_signs_users_in_a_call_asks_for_a_token_and_not_for_a_page()
    {
        await using var app = await SchemeApp.StartAsync(services: AddTools, before: Map);

        using var answer = await CallAsync(app, null, "write");
        using var old = await CallAsync(app, "mcp_at_nonsense", "open");

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        Challenge(answer).Should().Be($"scope=\"shop.write\", resource_metadata=\"{MetadataAddress}\"");
        old.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        Challenge(old).Should().StartWith("error=\"invalid_token\"");
    }

    private static Task<ProxyApp> StartAsync() => ProxyApp.StartAsync(services: AddTools, before: Map);

    private static void AddTools(IServiceCollection services)
    {
        // The endpoint is a real one.
        services.RemoveAll<IMcpEndpoints>();
        services.AddEndpointsApiExplorer();
        services.AddControllers().AddMcp(options => options.IncludeMinimalApis = true);
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/things", () => "anybody").WithName("open");
        app.MapPost("/things", (ClaimsPrincipal user) => $"{user.FindFirst("sub")!.Value} has written").WithName("write").RequireAuthorization(p => p.RequireAuthenticatedUser().RequireMcpScope("shop.write"));
        app.MapDelete("/things", () => "gone").WithName("admin").RequireAuthorization(p => p.RequireRole("admin"));
        app.MapMcp("/open");
    }

    private static async Task<HttpResponseMessage> CallAsync(ProxyApp app, string? token, string tool, string method = "tools/call")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/open")
        {
            Content = JsonContent.Create(new { jsonrpc = "2.0", id = 1, method, @params = new { name = tool, arguments = new { } } }),
        };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Add("MCP-Protocol-Version", "2025-11-25");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await app.CreateClient().SendAsync(request);
    }

    private static string Challenge(HttpResponseMessage response) =>
        response.Headers.WwwAuthenticate.Should().ContainSingle().Which.Parameter!;
}
