using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Execution.InProcess;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>Calls that share an HTTP request share its scoped services, and so run one after another.</summary>
public class TurnTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Calls_that_one_action_makes_at_once_take_turns()
    {
        var visits = new Visits(expected: 4);
        await using var app = await StartAsync(visits);

        var result = await app.CallToolAsync("visit_at_once", new { times = 4 });

        result.Text().Should().Be("4");
        visits.Most.Should().Be(1);
    }

    [Fact]
    public async Task Calls_that_one_request_makes_take_turns()
    {
        var visits = new Visits(expected: 3);
        await using var app = await StartAsync(visits);

        var answers = await app.CallAtOnceAsync(["visit", "visit", "visit"]);

        answers.Should().Equal("visited", "visited", "visited");
        visits.Most.Should().Be(1);
    }

    [Fact]
    public async Task Calls_of_several_requests_do_not_wait_for_one_another()
    {
        var visits = new Visits(expected: 4) { Waits = true };
        await using var app = await StartAsync(visits);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.CallToolAsync("visit"))).WaitAsync(_patience);

        visits.Most.Should().Be(4);
    }

    [Fact]
    public async Task A_gate_lets_one_in_at_a_time_and_everyone_in_the_end()
    {
        var gate = new AsyncLock();
        var (inside, most, entered) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                if (!gate.TryEnter())
                    await gate.EnterAsync(default);
                most = Math.Max(most, Interlocked.Increment(ref inside));
                entered++;
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                gate.Leave();
            }
        }))).WaitAsync(_patience);

        most.Should().Be(1);
        entered.Should().Be(16 * 500, "a counter that only one writes to at a time misses nothing");
    }

    [Fact]
    public async Task Who_gives_up_waiting_keeps_nobody_else_from_entering()
    {
        var gate = new AsyncLock();
        gate.TryEnter().Should().BeTrue();
        using var impatience = new CancellationTokenSource();
        var impatient = gate.EnterAsync(impatience.Token).AsTask();
        var patient = gate.EnterAsync(default).AsTask();

        await impatience.CancelAsync();
        await impatient.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        patient.IsCompleted.Should().BeFalse();
        gate.Leave();

        await patient.WaitAsync(_patience);
        gate.TryEnter().Should().BeFalse();
    }

    private static Task<McpTestApp> StartAsync(Visits visits) => McpTestApp.StartAsync(
        [typeof(VisitsController)],
        services: services => services.AddSingleton(visits).AddScoped<ToolCaller>(),
        pipeline: app => app.UseCalls());

    /// <summary>Counts how many are there at once; told to, it lets nobody go before all have come.</summary>
    private sealed class Visits(int expected)
    {
        private readonly TaskCompletionSource _allThere = new();
        private int _here;
        private int _most;

        public bool Waits { get; init; }

        public int Most => _most;

        public async Task VisitAsync()
        {
            var here = Interlocked.Increment(ref _here);
            InterlockedMax(here);
            if (here == expected)
                _allThere.TrySetResult();
            if (Waits)
                await _allThere.Task;
            // Long enough for others to come, if they could.
            for (var i = 0; i < 100; i++)
                await Task.Yield();
            Interlocked.Decrement(ref _here);
        }

        private void InterlockedMax(int value)
        {
            for (var most = _most; value > most; most = _most)
                Interlocked.CompareExchange(ref _most, value, most);
        }
    }

    [ApiController]
    [Route("visits")]
    private sealed class VisitsController(Visits visits) : ControllerBase
    {
        [HttpPost(Name = "visit")]
        public async Task<string> Visit()
        {
            await visits.VisitAsync();
            return "visited";
        }

        [HttpPost("at-once", Name = "visit_at_once")]
        public async Task<int> VisitAtOnce(int times, [FromServices] ToolCaller caller)
        {
            var calls = Enumerable.Range(0, times).Select(_ => Task.Run(() => caller.CallAsync("visit", new { })));
            return (await Task.WhenAll(calls)).Count(text => text == "visited");
        }
    }
}
