using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Protocol.Lists;

public class ToolListTests
{
    [ApiController]
    [Route("rooms")]
    public class RoomsController : ControllerBase
    {
        /// <summary>Finds “rooms” &amp; more.</summary>
        [HttpGet(Name = "find_rooms")]
        public IReadOnlyList<Room> Find(string? name = "<any>") => [new(name ?? "")];

        [HttpPost(Name = "create_room")]
        public Room Create(Room room) => room;
    }

    public record Room(string Name);

    [McpServerToolType]
    public class HandWritten
    {
        [McpServerTool(Name = "add")]
        public static int Add(int a, int b) => a + b;
    }

    [McpServerToolType]
    public class Guarded
    {
        [Authorize, McpServerTool(Name = "guarded")]
        public static string Tell() => "secret";
    }

    [Fact]
    public async Task The_list_is_what_the_SDK_would_have_written()
    {
        await using var app = await StartAsync(_ => { });
        await using var written = await StartAsync(_ => { }, services => services.PostConfigure<McpServerOptions>(options =>
            // A filter around all others has the SDK write the list.
            options.Filters.Request.ListToolsFilters.Insert(0, next => next)));

        var ours = await ListAsync(app);
        var theirs = await ListAsync(written);

        ours.Should().Equal(theirs).And.HaveCount(3);
        (await ListAsync(app)).Should().Equal(ours, "a list that was written once is written the same again");
    }

    [Fact]
    public async Task A_list_filter_of_the_application_sees_every_tool()
    {
        string[] seen = [];
        await using var app = await StartAsync(options => options.Filters.Request.ListToolsFilters.Add(next => async (request, cancellationToken) =>
        {
            var result = await next(request, cancellationToken);
            seen = [.. result.Tools.Select(tool => tool.Name)];
            result.Tools.RemoveAt(0);
            return result;
        }));

        var listed = await ListAsync(app);

        seen.Should().HaveCount(3);
        listed.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_list_filter_around_all_others_sees_every_tool()
    {
        var seen = 0;
        await using var app = await StartAsync(_ => { }, services => services.PostConfigure<McpServerOptions>(
            options => options.Filters.Request.ListToolsFilters.Insert(0, next => async (request, cancellationToken) =>
            {
                var result = await next(request, cancellationToken);
                seen = result.Tools.Count;
                return result;
            })));

        (await ListAsync(app)).Should().HaveCount(3);
        seen.Should().Be(3);
    }

    [Fact]
    public async Task A_tool_of_the_catalog_is_written_once_for_all_lists()
    {
        await using var app = await StartAsync(_ => { });
        var before = await ListAsync(app);

        app.Catalog.Tools.Single(entry => entry.Name == "find_rooms").Tool!.Description = "Changed behind the catalog's back.";

        (await ListAsync(app)).Should().Equal(before);
    }

    [Fact]
    public async Task A_hand_written_tool_that_asks_for_a_user_is_not_listed_to_nobody()
    {
        await using var app = await StartAsync(_ => { }, services =>
        {
            HeaderAuthentication.AddTo(services);
            services.AddMcpServer().AddAuthorizationFilters().WithTools<Guarded>();
        });

        (await ListAsync(app)).Should().HaveCount(3).And.NotContain(tool => tool.Contains("guarded"));
    }

    [Fact]
    public async Task A_message_filter_of_the_application_sees_every_tool()
    {
        var seen = 0;
        await using var app = await StartAsync(options => options.Filters.Message.OutgoingFilters.Add(next => (message, cancellationToken) =>
        {
            if (message.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result } && result["tools"] is JsonArray tools)
                seen = tools.Count;
            return next(message, cancellationToken);
        }));

        await ListAsync(app);

        seen.Should().Be(3);
    }

    [Fact]
    public async Task A_hand_written_tool_that_changes_is_listed_as_it_is_now()
    {
        await using var app = await StartAsync(_ => { });
        await ListAsync(app);

        var tool = app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<McpServerOptions>>().Value.ToolCollection!["add"];
        tool.ProtocolTool.Description = "Adds, since today.";

        (await ListAsync(app)).Should().ContainSingle(json => json.Contains("Adds, since today."));
    }

    private static Task<McpTestApp> StartAsync(Action<McpServerOptions> server, Action<IServiceCollection>? more = null) => McpTestApp.StartAsync(
        [typeof(RoomsController)],
        services: services =>
        {
            services.AddMcpServer().WithTools<HandWritten>();
            services.Configure(server);
            more?.Invoke(services);
        });

    private static async Task<string[]> ListAsync(McpTestApp app)
    {
        await using var client = await app.ConnectAsync();
        return [.. (await client.ListToolsAsync()).Select(tool => JsonSerializer.Serialize(tool.ProtocolTool, McpJsonUtilities.DefaultOptions))];
    }
}
