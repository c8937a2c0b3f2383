using System.Reflection;
using System.Reflection.Emit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Catalog;

/// <summary>A catalog is replaced as a whole: at no moment does anybody see what is neither the old one nor the new one.</summary>
public class RefreshTests
{
    private const int Lists = 1000;
    private const int Listers = 4;

    [Theory]
    [InlineData("/mcp")]
    [InlineData("/mcp/own")]
    public async Task Lists_that_are_asked_for_during_a_refresh_hold_nothing_that_the_caller_may_not_see(string path)
    {
        await using var app = await StartAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, Listers).Select(_ => app.ConnectAsync(path)));
        var isDone = false;
        var refreshing = Task.Run(async () =>
        {
            while (!Volatile.Read(ref isDone))
                await app.Catalog.RefreshAsync();
        });

        var lists = await Task.WhenAll(clients.Select(async client =>
        {
            var names = new List<string>();
            for (var i = 0; i < Lists / Listers; i++)
                names.Add(string.Join(' ', (await client.ListToolsAsync()).Select(tool => tool.Name).Order()));
            return names;
        }));
        Volatile.Write(ref isDone, true);
        await refreshing;

        lists.SelectMany(names => names).Should().HaveCount(Lists).And.OnlyContain(names => names == "open_tool");
        foreach (var client in clients)
            await client.DisposeAsync();
    }

    [Fact]
    public async Task The_applications_catalog_renews_that_of_each_endpoint()
    {
        var hidden = new HashSet<string>();
        await using var app = await McpTestApp.StartAsync(
            [typeof(OpenController)],
            map: web =>
            {
                web.MapControllers();
                web.MapMcp("/mcp");
                web.MapMcp("/mcp/own", options => options.SelectKind = (operation, kind) => hidden.Contains(operation.OperationId!) ? McpKind.Exclude : kind);
            });
        await using var client = await app.ConnectAsync("/mcp/own");
        (await client.ListToolsAsync()).Should().ContainSingle();

        hidden.Add("open_tool");
        await app.Catalog.RefreshAsync();

        (await client.ListToolsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_refresh_that_fails_for_one_endpoint_leaves_all_as_they_were()
    {
        var fails = false;
        var calls = 0;
        await using var app = await McpTestApp.StartAsync(
            [typeof(OpenController)],
            options: options => options.ToolName = _ => $"name_{Volatile.Read(ref calls)}",
            map: web =>
            {
                web.MapControllers();
                web.MapMcp("/mcp");
                web.MapMcp("/mcp/own", options => options.SelectKind = (_, kind) => fails ? throw new InvalidOperationException("The rule is broken.") : kind);
            });
        calls = 1;
        fails = true;

        await app.Catalog.Invoking(catalog => catalog.RefreshAsync()).Should().ThrowAsync<InvalidOperationException>();

        app.Catalog.Tools.Should().ContainSingle(tool => tool.Name == "name_0");
    }

    [Fact]
    public async Task A_refresh_can_be_given_up()
    {
        await using var app = await McpTestApp.StartAsync([typeof(OpenController)]);

        var refresh = () => app.Catalog.RefreshAsync(new CancellationToken(canceled: true));

        await refresh.Should().ThrowAsync<OperationCanceledException>();
        app.Catalog.Tools.Should().ContainSingle();
    }

    [Fact]
    public async Task A_hand_written_tool_that_was_taken_out_stays_out_of_new_sessions()
    {
        await using var app = await StartWithSessionsAsync((_, _) => { });
        var tools = app.Services.GetRequiredService<IOptions<McpServerOptions>>().Value.ToolCollection!;
        tools.Remove(tools["by_hand"]);

        await using var client = await app.ConnectAsync();

        (await client.ListToolsAsync()).Select(tool => tool.Name).Should().Equal("open_tool");
    }

    [Fact]
    public async Task What_is_taken_out_for_one_caller_stays_in_for_the_others()
    {
        await using var app = await StartWithSessionsAsync((context, options) =>
        {
            if (context.Request.Headers.ContainsKey("X-Limited"))
            {
                foreach (var tool in options.ToolCollection!.ToArray())
                    options.ToolCollection.Remove(tool);
            }
        });

        await using var first = await app.ConnectAsync("/mcp", ("X-Limited", "1"));
        await using var second = await app.ConnectAsync();

        (await first.ListToolsAsync()).Should().BeEmpty();
        (await second.ListToolsAsync()).Select(tool => tool.Name).Should().BeEquivalentTo("open_tool", "by_hand");
        await app.Catalog.RefreshAsync();
        (await first.ListToolsAsync()).Should().BeEmpty("a refresh brings back nothing that was taken out");
    }

    [Fact]
    public async Task ConfigureTool_is_asked_once_for_each_tool()
    {
        var names = new List<string>();
        await using var app = await McpTestApp.StartAsync(
            [typeof(OpenController), typeof(NumbersController)],
            options: options => options.ConfigureTool = (tool, _) => names.Add(tool.Name));

        names.Should().BeEquivalentTo("open_tool", "numbers");
    }

    private static Task<McpTestApp> StartAsync() => McpTestApp.StartAsync(
        [typeof(OpenController), .. Guarded.Controllers(100)],
        services: HeaderAuthentication.AddTo,
        map: web =>
        {
            web.MapControllers();
            web.MapMcp("/mcp");
            web.MapMcp("/mcp/own", options => options.ServerName = "own");
        });

    private static Task<McpTestApp> StartWithSessionsAsync(Action<Microsoft.AspNetCore.Http.HttpContext, McpServerOptions> configure) =>
        McpTestApp.StartAsync(
            [typeof(OpenController)],
            services: services =>
            {
                services.AddMcpServer().WithTools([McpServerTool.Create(() => "by hand", new() { Name = "by_hand" })]);
                services.Configure<HttpServerTransportOptions>(options =>
                {
                    options.SessionMode = HttpServerSessionMode.StatefulForInitializeClients;
                    options.ConfigureSessionOptions = (context, server, _) =>
                    {
                        configure(context, server);
                        return Task.CompletedTask;
                    };
                });
            });

    [ApiController]
    public sealed class OpenController : ControllerBase
    {
        [HttpGet("/open", Name = "open_tool")]
        public string Get() => "open";
    }

    [ApiController]
    public sealed class NumbersController : ControllerBase
    {
        [HttpGet("/numbers", Name = "numbers")]
        public int[] Get() => [1, 2];
    }

    [Authorize]
    public abstract class GuardedController : ControllerBase
    {
        [HttpGet("/[controller]")]
        public string Get() => "guarded";
    }

    /// <summary>Many controllers that nobody without a sign-in may call.</summary>
    private static class Guarded
    {
        public static IEnumerable<Type> Controllers(int count)
        {
            var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Guarded"), AssemblyBuilderAccess.Run).DefineDynamicModule("Guarded");
            for (var i = 0; i < count; i++)
                yield return module.DefineType($"Guarded{i}Controller", TypeAttributes.Public, typeof(GuardedController)).CreateType();
        }
    }
}
