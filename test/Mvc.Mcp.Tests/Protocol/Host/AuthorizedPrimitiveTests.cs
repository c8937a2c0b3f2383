using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Protocol.Host;

/// <summary>[Authorize] on a hand-written tool, prompt or resource holds.</summary>
public class AuthorizedPrimitiveTests
{
    [Theory, InlineData("2025-11-25"), InlineData("2026-07-28")]
    public async Task Callers_see_and_use_what_they_are_authorized_for(string version)
    {
        await using var app = await StartAsync();
        await using var anonymous = await app.ConnectAsync(version);
        await using var admin = await app.ConnectAsync(version, SignedIn(app));

        (await anonymous.ListToolsAsync()).Select(tool => tool.Name).Should().BeEquivalentTo("open", "reopened");
        (await anonymous.ListPromptsAsync()).Should().BeEmpty();
        (await anonymous.ListResourcesAsync()).Should().BeEmpty();
        (await anonymous.ListResourceTemplatesAsync()).Should().BeEmpty();
        foreach (var use in new Func<Task>[]
        {
            () => anonymous.CallToolAsync("closed").AsTask(),
            () => anonymous.GetPromptAsync("secret").AsTask(),
            () => anonymous.ReadResourceAsync("test://secret").AsTask(),
            () => anonymous.ReadResourceAsync("test://secret/7").AsTask(),
        })
        {
            await use.Should().ThrowAsync<McpProtocolException>();
        }

        (await admin.ListToolsAsync()).Should().HaveCount(3);
        (await admin.CallToolAsync("closed")).Content.OfType<TextContentBlock>().Single().Text.Should().Be("inside");
        (await admin.ReadResourceAsync("test://secret/7")).Contents.Should().NotBeEmpty();
        (await admin.GetPromptAsync("secret")).Messages.Should().NotBeEmpty();
    }

    private static Task<TestServerApp> StartAsync() => TestServerApp.StartAsync(
        mcp => mcp.WithTools<Tools>().WithPrompts<Prompts>().WithResources<Resources>(),
        services: HeaderAuthentication.AddTo,
        pipeline: app => app.UseAuthentication());

    private static HttpClient SignedIn(TestServerApp app)
    {
        var http = app.Http;
        http.DefaultRequestHeaders.Add("X-User", "ada,admin");
        return http;
    }

    [Authorize(Roles = "admin")]
    public sealed class Tools
    {
        [McpServerTool(Name = "closed")]
        public static string Closed() => "inside";

        [McpServerTool(Name = "reopened"), AllowAnonymous]
        public static string Reopened() => "outside";

        [McpServerTool(Name = "open"), AllowAnonymous]
        public static string Open() => "outside";
    }

    public sealed class Prompts
    {
        [McpServerPrompt(Name = "secret"), Authorize(Roles = "admin")]
        public static string Secret() => "psst";
    }

    [Authorize(Roles = "admin")]
    public sealed class Resources
    {
        [McpServerResource(UriTemplate = "test://secret", Name = "secret")]
        public static string Secret() => "psst";

        [McpServerResource(UriTemplate = "test://secret/{id}", Name = "secrets")]
        public static string SecretOf(string id) => id;
    }
}
