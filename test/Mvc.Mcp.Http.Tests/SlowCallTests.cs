using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ModelContextProtocol;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Http.Tests;

/// <summary>A client learns soon that it was heard, and quickly what went wrong.</summary>
public class SlowCallTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Modes => ["2026-07-28", "2025-11-25", "session"];

    [Theory, MemberData(nameof(Modes))]
    public async Task The_headers_of_a_slow_call_are_sent_after_a_quarter_of_a_second(string mode)
    {
        var entered = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var clock = new FakeTimeProvider();
        await using var app = await StartAsync(clock, mode, McpServerTool.Create(
            async () =>
            {
                entered.SetResult();
                await goOn.Task;
                return "done";
            },
            new() { Name = "slow" }));
        var call = app.Http.SendAsync(await CallAsync(app, mode, "slow"), HttpCompletionOption.ResponseHeadersRead);
        await entered.Task.WaitAsync(Patience);

        clock.Advance(TimeSpan.FromMilliseconds(249));
        call.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromMilliseconds(1));
        using var response = await call.WaitAsync(Patience);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        goOn.SetResult();
        (await response.ReadMessageAsync())["result"]!["content"]![0]!["text"]!.ToString().Should().Be("done");
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task A_quiet_stream_is_kept_open_with_comments(string mode)
    {
        var entered = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var clock = new FakeTimeProvider();
        await using var app = await StartAsync(clock, mode, McpServerTool.Create(
            async () =>
            {
                entered.SetResult();
                await goOn.Task;
                return "done";
            },
            new() { Name = "slow" }));
        var call = app.Http.SendAsync(await CallAsync(app, mode, "slow"), HttpCompletionOption.ResponseHeadersRead);
        await entered.Task.WaitAsync(Patience);
        clock.Advance(TimeSpan.FromMilliseconds(250));
        using var response = await call.WaitAsync(Patience);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());

        clock.Advance(TimeSpan.FromSeconds(30));
        (await lines.ReadLineAsync().WaitAsync(Patience)).Should().Be(":");

        goOn.SetResult();
        (await lines.ReadToEndAsync().WaitAsync(Patience)).Should().Contain("done");
    }

    [Fact]
    public async Task A_fast_failure_has_its_own_status_and_a_late_one_comes_in_the_stream()
    {
        var goOn = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        var clock = new FakeTimeProvider();
        await using var app = await StartAsync(
            clock,
            McpPost.Newest,
            McpServerTool.Create(
                string () => throw new MissingRequiredClientCapabilityException(new() { Elicitation = new() }, "needed"), new() { Name = "fast" }),
            McpServerTool.Create(
                async Task<string> () =>
                {
                    entered.SetResult();
                    await goOn.Task;
                    throw new MissingRequiredClientCapabilityException(new() { Elicitation = new() }, "needed");
                },
                new() { Name = "late" }));

        using var fast = await app.Http.SendAsync(McpPost.Call("fast"));
        var call = app.Http.SendAsync(McpPost.Call("late"), HttpCompletionOption.ResponseHeadersRead);
        await entered.Task.WaitAsync(Patience);
        clock.Advance(TimeSpan.FromMilliseconds(250));
        using var late = await call.WaitAsync(Patience);
        goOn.SetResult();

        fast.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await fast.ReadErrorCodeAsync()).Should().Be(-32021);
        late.StatusCode.Should().Be(HttpStatusCode.OK);
        (await late.ReadErrorCodeAsync()).Should().Be(-32021);
    }

    [Theory]
    [InlineData("2026-07-28")]
    [InlineData("2025-11-25")]
    public async Task A_call_that_outlasts_the_time_out_of_its_endpoint_is_answered_by_it(string mode)
    {
        await using var app = await TestServerApp.StartAsync(
            mcp => mcp.WithTools([McpServerTool.Create(async (CancellationToken cancellationToken) => await Task.Delay(Timeout.Infinite, cancellationToken), new() { Name = "slow" })]),
            options => options.TimeProvider = new FakeTimeProvider(),
            services => services.AddRequestTimeouts(),
            app => app.UseRouting().UseRequestTimeouts(),
            endpoint => endpoint.WithRequestTimeout(TimeSpan.FromMilliseconds(50)));

        using var response = await app.Http.SendAsync(await CallAsync(app, mode, "slow")).WaitAsync(Patience);

        response.StatusCode.Should().Be(HttpStatusCode.GatewayTimeout);
    }

    [Fact]
    public async Task A_fast_answer_has_a_length_and_so_leaves_in_one_piece()
    {
        await using var app = await StartAsync(new(), McpPost.Newest, McpServerTool.Create(() => "hi", new() { Name = "fast" }));

        using var response = await app.Http.SendAsync(McpPost.Call("fast"));

        response.Content.Headers.ContentLength.Should().Be((await response.Content.ReadAsByteArrayAsync()).Length);
    }

    private static Task<TestServerApp> StartAsync(FakeTimeProvider clock, string mode, params McpServerTool[] tools) =>
        TestServerApp.StartAsync(
            mcp => mcp.WithTools(tools),
            options =>
            {
                options.TimeProvider = clock;
                if (mode == "session")
                    options.SessionMode = HttpServerSessionMode.Stateful;
            });

    private static async Task<HttpRequestMessage> CallAsync(TestServerApp app, string mode, string tool)
    {
        if (mode == McpPost.Newest)
            return McpPost.Call(tool);
        if (mode != "session")
            return McpPost.Legacy("tools/call", new() { ["name"] = tool }, revision: mode);

        using var begun = await app.Http.SendAsync(McpPost.Initialize());
        return McpPost.Legacy("tools/call", new() { ["name"] = tool }, session: begun.Headers.GetValues("Mcp-Session-Id").Single());
    }
}
