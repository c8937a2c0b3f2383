using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tests.Protocol.Host;
using static Mvc.Mcp.Tests.Protocol.Calls.SubjectApp;

namespace Mvc.Mcp.Tests.Protocol.Calls;

/// <summary>The client of an action learns soon that it was heard, and quickly what went wrong.</summary>
public class SlowCallTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource _entered = new();
    private readonly TaskCompletionSource _goOn = new();
    private readonly FakeTimeProvider _clock = new();

    [Theory, InlineData("2026-07-28"), InlineData("2025-11-25")]
    public async Task The_headers_of_a_slow_call_are_sent_after_a_quarter_of_a_second(string version)
    {
        await using var app = await StartAsync(SlowAsync);
        var call = app.Http.SendAsync(Call(version), HttpCompletionOption.ResponseHeadersRead);
        await _entered.Task.WaitAsync(_patience);

        _clock.Advance(TimeSpan.FromMilliseconds(249));
        call.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        using var response = await call.WaitAsync(_patience);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        _goOn.SetResult();
        (await response.ReadMessageAsync())["result"]!["content"]![0]!["text"]!.ToString().Should().Be("done");
    }

    [Theory, InlineData("2026-07-28"), InlineData("2025-11-25")]
    public async Task A_quiet_stream_is_kept_open_with_comments(string version)
    {
        await using var app = await StartAsync(SlowAsync);
        var call = app.Http.SendAsync(Call(version), HttpCompletionOption.ResponseHeadersRead);
        await _entered.Task.WaitAsync(_patience);
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        using var response = await call.WaitAsync(_patience);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());

        _clock.Advance(TimeSpan.FromSeconds(30));
        (await lines.ReadLineAsync().WaitAsync(_patience)).Should().Be(":");

        _goOn.SetResult();
        (await lines.ReadToEndAsync().WaitAsync(_patience)).Should().Contain("done");
    }

    [Fact]
    public async Task A_fast_failure_has_its_own_status_and_a_late_one_comes_in_the_stream()
    {
        await using var fast = await StartAsync((_, _) => throw Failure());
        await using var late = await StartAsync(async (_, _) =>
        {
            _entered.SetResult();
            await _goOn.Task;
            throw Failure();
        });

        using var first = await fast.Http.SendAsync(Call(McpPost.Newest));
        var call = late.Http.SendAsync(Call(McpPost.Newest), HttpCompletionOption.ResponseHeadersRead);
        await _entered.Task.WaitAsync(_patience);
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        using var second = await call.WaitAsync(_patience);
        _goOn.SetResult();

        first.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await first.ReadErrorCodeAsync()).Should().Be(-32021);
        second.StatusCode.Should().Be(HttpStatusCode.OK);
        (await second.ReadErrorCodeAsync()).Should().Be(-32021);

        static MissingRequiredClientCapabilityException Failure() => new(new() { Elicitation = new() }, "needed");
    }

    [Theory, InlineData("2026-07-28"), InlineData("2025-11-25")]
    public async Task A_call_that_outlasts_the_time_out_of_its_endpoint_is_answered_by_it(string version)
    {
        await using var app = await SubjectApp.StartAsync(
            async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return new CallToolResult();
            },
            mcp => mcp.Services.AddRequestTimeouts(),
            pipeline: app => app.UseRouting().UseRequestTimeouts(),
            endpoint: endpoint => endpoint.WithRequestTimeout(TimeSpan.FromMilliseconds(50)));

        using var response = await app.Http.SendAsync(Call(version)).WaitAsync(_patience);

        response.StatusCode.Should().Be(HttpStatusCode.GatewayTimeout);
    }

    [Theory, InlineData("2026-07-28"), InlineData("2025-11-25")]
    public async Task A_fast_answer_has_a_length_and_so_leaves_in_one_piece(string version)
    {
        await using var app = await StartAsync((_, _) => new(new CallToolResult { Content = [new TextContentBlock { Text = "hi" }] }));

        using var response = await app.Http.SendAsync(Call(version));

        response.Content.Headers.ContentLength.Should().Be((await response.Content.ReadAsByteArrayAsync()).Length);
    }

    private Task<SubjectApp> StartAsync(Behaviour behaviour) =>
        SubjectApp.StartAsync(behaviour, transport: options => options.TimeProvider = _clock);

    private async ValueTask<CallToolResult> SlowAsync(
        ModelContextProtocol.Server.RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        _entered.SetResult();
        await _goOn.Task;
        return new() { Content = [new TextContentBlock { Text = "done" }] };
    }
}
