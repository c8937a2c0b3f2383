using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

using Mvc.Mcp.Tests.Protocol.Host;

namespace Mvc.Mcp.Tests.Protocol.Subscriptions;

/// <summary>Clients of the newest version listen for changes with a request of their own.</summary>
public class SubscriptionTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_change_of_the_tools_reaches_who_listens_for_it()
    {
        await using var app = await StartAsync();
        using var events = await ListenAsync(app, "s1", "toolsListChanged");

        var acknowledged = await events.ReadEventAsync().WaitAsync(_patience);
        Change(app);
        var change = await events.ReadEventAsync().WaitAsync(_patience);

        acknowledged!["method"]!.ToString().Should().Be("notifications/subscriptions/acknowledged");
        ((bool)acknowledged["params"]!["notifications"]!["toolsListChanged"]!).Should().BeTrue();
        change!["method"]!.ToString().Should().Be("notifications/tools/list_changed");
        foreach (var message in new[] { acknowledged, change })
            message["params"]!["_meta"]!["io.modelcontextprotocol/subscriptionId"]!.ToString().Should().Be("s1");
    }

    [Fact]
    public async Task Who_listens_for_something_else_hears_nothing_of_it()
    {
        await using var app = await StartAsync();
        using var events = await ListenAsync(app, 7, "promptsListChanged");
        await events.ReadEventAsync().WaitAsync(_patience);

        Change(app);
        app.Services.GetRequiredService<IOptions<McpServerOptions>>().Value.PromptCollection!
            .Add(McpServerPrompt.Create(() => "", new() { Name = "late" }));

        var first = await events.ReadEventAsync().WaitAsync(_patience);
        first!["method"]!.ToString().Should().Be("notifications/prompts/list_changed");
        ((long)first["params"]!["_meta"]!["io.modelcontextprotocol/subscriptionId"]!).Should().Be(7);
    }

    [Fact]
    public async Task Discovery_promises_list_changes_to_clients_that_can_listen()
    {
        await using var app = await StartAsync();

        using var discovery = await app.Http.SendAsync(McpPost.Standalone("server/discover"));
        using var handshake = await app.Http.SendAsync(McpPost.Initialize());

        ((bool?)(await discovery.ReadMessageAsync())["result"]!["capabilities"]!["tools"]!["listChanged"]).Should().BeTrue();
        ((bool?)(await handshake.ReadMessageAsync())["result"]!["capabilities"]!["tools"]!["listChanged"]).Should().NotBe(true);
    }

    [Fact]
    public async Task Listening_ends_properly_when_the_application_stops()
    {
        await using var app = await StartAsync();
        using var events = await ListenAsync(app, 1, "toolsListChanged");
        await events.ReadEventAsync().WaitAsync(_patience);

        await app.StopAsync().WaitAsync(_patience);

        var last = await events.ReadEventAsync().WaitAsync(_patience);
        last!["result"].Should().NotBeNull();
        (await events.ReadEventAsync().WaitAsync(_patience)).Should().BeNull();
    }

    [Fact]
    public async Task A_listener_that_left_is_forgotten()
    {
        await using var app = await StartAsync();
        var tools = app.Services.GetRequiredService<IOptions<McpServerOptions>>().Value.ToolCollection!;
        var before = ListenersOf(tools);
        var events = await ListenAsync(app, 1, "toolsListChanged");
        await events.ReadEventAsync().WaitAsync(_patience);
        ListenersOf(tools).Should().Be(before + 1);

        events.Dispose();

        using var patience = new CancellationTokenSource(_patience);
        while (ListenersOf(tools) > before)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static Task<TestServerApp> StartAsync() => TestServerApp.StartAsync(mcp => mcp
        .WithTools([McpServerTool.Create(() => 1, new() { Name = "one" })])
        .WithPrompts([McpServerPrompt.Create(() => "", new() { Name = "first" })]));

    private static void Change(TestServerApp app) =>
        app.Services.GetRequiredService<IOptions<McpServerOptions>>().Value.ToolCollection!
            .Add(McpServerTool.Create(() => 2, new() { Name = "two" }));

    private static async Task<StreamReader> ListenAsync(TestServerApp app, JsonNode id, string kind)
    {
        var request = McpPost.Standalone("subscriptions/listen", new() { ["notifications"] = new JsonObject { [kind] = true } }, id);
        var response = await app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(_patience);
        response.IsSuccessStatusCode.Should().BeTrue();
        return new(await response.Content.ReadAsStreamAsync());
    }

    private static int ListenersOf(McpServerPrimitiveCollection<McpServerTool> tools) =>
        ((Delegate?)typeof(McpServerPrimitiveCollection<McpServerTool>)
            .GetField("Changed", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(tools))?.GetInvocationList().Length ?? 0;
}
