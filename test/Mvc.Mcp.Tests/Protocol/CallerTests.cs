using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Protocol;

public class CallerTests
{
    public record Caller(string? User, string? Tenant, string? Cookie, string Echo);

    [ApiController]
    public class CallerController : ControllerBase
    {
        [HttpGet("caller", Name = "who_am_i")]
        public async Task<Caller> Get(string echo)
        {
            var user = User.Identity?.Name;
            // Other calls get their turn between the two looks at the context.
            await Task.Yield();
            return new Caller(
                User.Identity?.Name == user ? user : "changed",
                Request.Headers["X-Tenant"],
                Request.Headers.Cookie,
                echo);
        }
    }

    [Fact]
    public async Task The_action_sees_the_callers_user_and_the_headers_that_are_forwarded_and_no_other()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync(
            "/mcp", ("X-User", "ada"), ("X-Tenant", "north"), ("Cookie", "secret=1"));

        var seen = await CallAsync(client, "hello");

        seen.Should().Be(new Caller("ada", "north", null, "hello"));
    }

    [Fact]
    public async Task Of_64_parallel_calls_by_8_users_each_sees_only_its_own()
    {
        await using var app = await StartAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, 8).Select(user => app.ConnectAsync(
            "/mcp", ("X-User", $"user-{user}"), ("X-Tenant", $"tenant-{user}"))));

        var seen = await Task.WhenAll(Enumerable.Range(0, 64).Select(call => CallAsync(clients[call % 8], $"call-{call}")));

        seen.Should().Equal(Enumerable.Range(0, 64).Select(call =>
            new Caller($"user-{call % 8}", $"tenant-{call % 8}", null, $"call-{call}")));
        foreach (var client in clients)
            await client.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Authorization_on_the_mapped_controllers_counts_with_no_attribute_anywhere(bool required)
    {
        await using var app = await StartAsync(map: app =>
        {
            var controllers = app.MapControllers();
            if (required)
                controllers.RequireAuthorization();
            app.MapMcp("/mcp");
        });
        await using var client = await app.ConnectAsync();

        var result = await client.CallToolAsync("who_am_i", new Dictionary<string, object?> { ["echo"] = "hello" });

        // The control: without the requirement the same anonymous call succeeds.
        (result.IsError ?? false).Should().Be(required);
        if (required)
            result.Content.OfType<TextContentBlock>().First().Text.Should().StartWith("401");
    }

    private static Task<McpTestApp> StartAsync(Action<WebApplication>? map = null) => McpTestApp.StartAsync(
        [typeof(CallerController)],
        options => options.PropagatedHeaders.Add("X-Tenant"),
        HeaderAuthentication.AddTo,
        app => app.UseAuthentication().UseAuthorization(),
        map);

    private static async Task<Caller> CallAsync(McpClient client, string echo)
    {
        var result = await client.CallToolAsync("who_am_i", new Dictionary<string, object?> { ["echo"] = echo });
        return result.StructuredContent!.Value.Deserialize<Caller>(JsonSerializerOptions.Web)!;
    }
}
