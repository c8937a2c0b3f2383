using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Protocol;

/// <summary>A name that no tool has is answered with the nearest that this caller sees.</summary>
public class UnknownToolTests
{
    [Theory]
    [InlineData("list_crate", "Unknown tool: 'list_crate'. Did you mean 'list_crates'?")]
    [InlineData("crates", "Unknown tool: 'crates'. Did you mean 'list_crates'?")]
    [InlineData("hopeless", "Unknown tool: 'hopeless'.")]
    public async Task The_nearest_name_is_told(string name, string message)
    {
        await using var app = await StartAsync();

        (await RefusalAsync(app, name)).Should().EndWith(message);
    }

    [Fact]
    public async Task A_hidden_tool_is_named_to_nobody_who_does_not_see_it()
    {
        await using var app = await StartAsync();

        (await RefusalAsync(app, "open_crat")).Should().EndWith("Unknown tool: 'open_crat'.");
        (await RefusalAsync(app, "open_crat", ("X-User", "ann,admin"))).Should().EndWith("Did you mean 'open_crate'?");
    }

    [Fact]
    public async Task What_another_endpoint_offers_is_not_named()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync("/few");

        var call = () => client.CallToolAsync("list_crate").AsTask();

        (await call.Should().ThrowAsync<McpProtocolException>()).Which.Message.Should().EndWith("Unknown tool: 'list_crate'.");
    }

    [Fact]
    public async Task A_name_of_any_length_is_shown_short()
    {
        await using var app = await StartAsync();

        (await RefusalAsync(app, new string('a', 100_000))).Length.Should().BeLessThan(150);
    }

    [Fact]
    public async Task A_handler_of_the_applications_own_gets_the_names_that_no_tool_has()
    {
        await using var app = await StartAsync(services => services.Configure<McpServerOptions>(options =>
            options.Handlers.CallToolHandler = (_, _) => new(new CallToolResult { Content = [new TextContentBlock { Text = "own" }] })));

        (await app.CallToolAsync("anything")).Text().Should().Be("own");
    }

    private static async Task<string> RefusalAsync(McpTestApp app, string name, params (string Name, string Value)[] headers)
    {
        var call = () => app.CallToolAsync(name, null, headers);
        var refusal = (await call.Should().ThrowAsync<McpProtocolException>()).Which;
        refusal.ErrorCode.Should().Be(McpErrorCode.InvalidParams);
        return refusal.Message;
    }

    private static Task<McpTestApp> StartAsync(Action<IServiceCollection>? services = null) => McpTestApp.StartAsync(
        [typeof(CratesController)],
        services: collection =>
        {
            HeaderAuthentication.AddTo(collection);
            collection.AddAuthorization();
            services?.Invoke(collection);
        },
        pipeline: app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
        },
        map: app =>
        {
            app.MapControllers();
            app.MapMcp("/mcp").AllowAnonymous();
            app.MapMcp("/few", options => options.ExcludeOperations.Add("list_crates")).AllowAnonymous();
        });

    [ApiController]
    [Route("crates")]
    public sealed class CratesController : ControllerBase
    {
        [HttpGet(Name = "list_crates")]
        public string[] List() => ["a"];

        [HttpPost("{id}/open", Name = "open_crate")]
        [Authorize(Roles = "admin")]
        public string Open(int id) => $"{id}";
    }
}
