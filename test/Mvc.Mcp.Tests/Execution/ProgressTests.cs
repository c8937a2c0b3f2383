using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Execution.Progress;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

public class ProgressTests
{
    // Reached only where progress does not come while the action runs.
    private static readonly TimeSpan _tooLong = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Items_of_a_stream_are_reported_while_the_result_is_collected()
    {
        var gate = new Gate();
        await using var app = await StartAsync(gate);
        await using var client = await app.ConnectAsync();
        var reports = new Reports(gate);
        await using var listening = reports.ListenTo(client);

        var result = await client.CallToolAsync(Reports.Ask("stream"));

        result.Text().Should().Be("""[{"n":1},{"n":2},{"n":3}]""");
        await reports.Until(report => report.Progress == 3);
        reports.Seen.Select(report => report.Message).Should().StartWith("1 items so far").And.EndWith("3 items so far");
    }

    [Fact]
    public async Task An_action_reports_progress_by_what_it_has_injected()
    {
        await using var app = await StartAsync(new Gate());
        await using var client = await app.ConnectAsync();
        var reports = new Reports(new Gate());
        await using var listening = reports.ListenTo(client);

        var result = await client.CallToolAsync(Reports.Ask("report"));

        result.Text().Should().Be("done");
        await reports.Until(report => report.Progress == 1);
        await reports.Until(report => report.Progress == 2);
        reports.Seen.Select(report => (report.Progress, report.Total, report.Message)).Should().Equal((1, 2, "half"), (2, 2, "all"));
    }

    [Fact]
    public async Task Without_a_token_nothing_is_reported_and_the_action_runs_all_the_same()
    {
        await using var app = await StartAsync(new Gate());
        using var http = app.CreateHttpClient();

        (await app.CallToolAsync("report")).Text().Should().Be("done");
        (await http.GetStringAsync("/progress/report")).Should().Be("done");
    }

    [Fact]
    public async Task Of_what_is_reported_while_one_is_being_sent_only_the_newest_follows()
    {
        var arrived = new TaskCompletionSource();
        var sent = new List<float>();
        var reporter = new ProgressReporter(value =>
        {
            sent.Add(value.Progress);
            return arrived.Task;
        });

        for (var i = 1; i <= 300_000; i++)
            _ = reporter.ReportAsync(new ProgressNotificationValue { Progress = i });
        var closing = reporter.CloseAsync();
        arrived.SetResult();
        await closing;

        sent.Should().Equal(1, 300_000);
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("[1]", 1)]
    [InlineData("[1,2", 1)]
    [InlineData("[\"a,]\\\"b\",{\"x\":[1,2]}", 2)]
    [InlineData("[ [1,2] , [] , null ]", 3)]
    [InlineData("", 0)]
    public void Complete_items_are_counted_however_the_text_is_cut(string json, int items)
    {
        for (var cut = 0; cut <= json.Length; cut++)
        {
            var counter = new ArrayItemCounter();
            counter.Read(Encoding.UTF8.GetBytes(json[..cut]));
            counter.Read(Encoding.UTF8.GetBytes(json[cut..]));
            counter.Items.Should().Be(items);
        }
    }

    private static Task<McpTestApp> StartAsync(Gate gate) =>
        McpTestApp.StartAsync([typeof(ProgressController)], services: services => services.AddSingleton(gate));

    public sealed class Gate
    {
        public SemaphoreSlim Reported { get; } = new(0);
    }

    private sealed class Reports(Gate gate)
    {
        private readonly ConcurrentQueue<ProgressNotificationValue> _seen = new();
        private readonly SemaphoreSlim _arrived = new(0);

        public ProgressNotificationValue[] Seen => [.. _seen.OrderBy(report => report.Progress)];

        public static CallToolRequestParams Ask(string tool) => new() { Name = tool, Meta = new JsonObject { ["progressToken"] = "token" } };

        // The client's own progress parameter stops listening with the result, and hands each message out on a task of
        // its own: it may miss the last ones.
        public IAsyncDisposable ListenTo(McpClient client) => client.RegisterNotificationHandler(
            NotificationMethods.ProgressNotification,
            (notification, _) =>
            {
                var progress = notification.Params!["progress"]!.GetValue<float>();
                _seen.Enqueue(new ProgressNotificationValue
                {
                    Progress = progress, Total = notification.Params["total"]?.GetValue<float>(), Message = notification.Params["message"]?.GetValue<string>(),
                });
                gate.Reported.Release();
                _arrived.Release();
                return default;
            });

        public async Task Until(Func<ProgressNotificationValue, bool> condition)
        {
            while (!_seen.Any(condition))
                (await _arrived.WaitAsync(_tooLong)).Should().BeTrue();
        }
    }

    public sealed record Item(int N);

    [ApiController]
    [Route("progress")]
    public sealed class ProgressController(Gate gate) : ControllerBase
    {
        [HttpGet("stream", Name = "stream")]
        public async IAsyncEnumerable<Item> Stream()
        {
            for (var n = 1; n <= 3; n++)
            {
                yield return new Item(n);
                // Not before the client has heard of this one; the last is complete only with the array.
                if (n < 3 && !await gate.Reported.WaitAsync(_tooLong))
                    yield break;
            }
        }

        [HttpGet("report", Name = "report")]
        public string Report([FromServices] IProgress<ProgressNotificationValue> progress)
        {
            progress.Report(new ProgressNotificationValue { Progress = 1, Total = 2, Message = "half" });
            progress.Report(new ProgressNotificationValue { Progress = 2, Total = 2, Message = "all" });
            return "done";
        }
    }
}
