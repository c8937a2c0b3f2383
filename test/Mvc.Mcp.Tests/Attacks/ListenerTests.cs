using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tests.Protocol.Host;
using Post = Mvc.Mcp.Tests.Protocol.Host.McpPost;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>Streams that stay open are counted.</summary>
public class ListenerTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task No_more_clients_listen_than_may_and_who_leaves_makes_room()
    {
        await using var app = await StartAsync(most: 2);
        var first = await ListenAsync(app);
        using var second = await ListenAsync(app);
        (await first.ReadEventAsync().WaitAsync(_patience))!["method"].Should().NotBeNull();
        (await second.ReadEventAsync().WaitAsync(_patience))!["method"].Should().NotBeNull();

        using (var third = await ListenAsync(app))
        {
            var refused = (await third.ReadToEndAsync().WaitAsync(_patience)).Replace("data: ", "", StringComparison.Ordinal);
            refused.Should().Contain("Too many clients are listening").And.Contain("-32000");
        }

        first.Dispose();
        using var patience = new CancellationTokenSource(_patience);
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            using var another = await ListenAsync(app);
            if ((await another.ReadLineAsync(patience.Token) + await another.ReadLineAsync(patience.Token)).Contains("acknowledged", StringComparison.Ordinal))
                break;
        }
    }

    [Fact]
    public async Task A_thousand_may_by_default_and_fewer_than_none_stops_the_start()
    {
        new McpOptions().MaxListeners.Should().Be(1_000);
        var start = () => StartAsync(most: -1);

        await start.Should().ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>().WithMessage("*MaxListeners*");
    }

    private static Task<TestServerApp> StartAsync(int most) => TestServerApp.StartAsync(
        mcp => mcp.WithTools([McpServerTool.Create(() => 1, new() { Name = "one" })]),
        services: services => services.Configure<McpOptions>(options => options.MaxListeners = most));

    private static async Task<StreamReader> ListenAsync(TestServerApp app)
    {
        var request = Post.Standalone("subscriptions/listen", new() { ["notifications"] = new JsonObject { ["toolsListChanged"] = true } });
        var response = await app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(_patience);
        return new(await response.Content.ReadAsStreamAsync());
    }
}
