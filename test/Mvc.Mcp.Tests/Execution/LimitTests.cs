using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

public class LimitTests
{
    [Fact]
    public async Task A_response_larger_than_allowed_ends_the_call_with_the_limit()
    {
        await using var app = await StartAsync(options => options.MaxResponseBytes = 1000);

        var small = await app.CallToolAsync("fill", new { length = 1000 });
        var large = await app.CallToolAsync("fill", new { length = 1001 });
        var swallowed = await app.CallToolAsync("swallow", new { length = 1001 });

        small.Text().Should().HaveLength(1000);
        large.IsError.Should().BeTrue();
        large.Text().Should().StartWith("The answer is larger than 1000 bytes, which is the most that is sent.").And.NotContain("McpOptions");
        swallowed.Text().Should().Be(large.Text());
    }

    [Fact]
    public async Task A_request_larger_than_allowed_is_not_sent()
    {
        await using var app = await StartAsync(options => options.MaxRequestBytes = 20);

        var result = await app.CallToolAsync("take", new { text = new string('x', 30) });

        result.IsError.Should().BeTrue();
        result.Text().Should().Contain("the form may have 20 bytes");
    }

    [Fact]
    public async Task A_call_that_takes_too_long_is_cancelled_and_says_so()
    {
        var time = new FakeTimeProvider();
        var probe = new Probe();
        await using var app = await StartAsync(options => options.Timeout = TimeSpan.FromSeconds(5), probe, services => services.AddSingleton<TimeProvider>(time));

        var call = app.CallToolAsync("wait");
        await probe.Started.Task;
        time.Advance(TimeSpan.FromSeconds(6));
        var result = await call;

        result.IsError.Should().BeTrue();
        result.Text().Should().Be("The call took longer than 5 seconds, and was ended. Ask for less, or try again later.");
        await probe.Cancelled.Task;
    }

    [Fact]
    public async Task A_caller_that_cancels_or_leaves_cancels_the_action()
    {
        var probe = new Probe();
        await using var app = await StartAsync(probe: probe);
        await using var client = await app.ConnectAsync();
        using var cancellation = new CancellationTokenSource();

        var call = client.CallToolAsync("wait", cancellationToken: cancellation.Token).AsTask();
        await probe.Started.Task;
        await cancellation.CancelAsync();

        await call.Awaiting(it => it).Should().ThrowAsync<Exception>();
        await probe.Cancelled.Task;
        await probe.Completed.Task;
    }

    [Fact]
    public async Task An_action_that_aborts_its_request_ends_the_call_and_nothing_else()
    {
        await using var app = await StartAsync();
        await using var client = await app.ConnectAsync();

        var aborted = await client.CallToolAsync("abort");
        var next = await client.CallToolAsync("fill", CallExtensions.Arguments(new { length = 3 }));

        aborted.Text().Should().Be("The action ended the request without an answer.");
        next.Text().Should().Be("xxx");
    }

    [Fact]
    public async Task What_is_written_to_an_aborted_request_is_no_answer()
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync("abort_and_answer");

        result.IsError.Should().BeTrue();
        result.Text().Should().Be("The action ended the request without an answer.");
    }

    [Fact]
    public async Task What_an_action_registers_for_the_end_of_its_request_runs_at_the_end_of_the_call()
    {
        var probe = new Probe();
        await using var app = await StartAsync(probe: probe);

        await app.CallToolAsync("register");

        probe.Order.Should().Equal("starting 2", "starting 1", "disposed", "completed 2", "completed 1");
    }

    [Fact]
    public async Task A_response_that_fails_midway_is_an_error_without_what_was_written()
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync("break_off");

        result.IsError.Should().BeTrue();
        result.Text().Should().StartWith("500 Internal Server Error").And.NotContain("half");
    }

    [Fact]
    public async Task An_answer_to_HEAD_has_no_body()
    {
        await using var app = await StartAsync();

        (await app.CallToolAsync("head")).Text().Should().Be("200 OK");
    }

    [Fact]
    public async Task Tool_calls_of_tool_calls_end_at_a_depth()
    {
        await using var app = await StartAsync(options => options.MaxCallDepth = 3);

        var result = await app.CallToolAsync("recurse", new { times = 3 });
        var tooDeep = await app.CallToolAsync("recurse", new { times = 4 });

        result.Text().Should().Be("bottom");
        tooDeep.Text().Should().Contain("nested more than 3 deep");
    }

    private static Task<McpTestApp> StartAsync(Action<McpOptions>? options = null, Probe? probe = null, Action<IServiceCollection>? services = null) =>
        McpTestApp.StartAsync([typeof(LimitedController)], options, collection =>
        {
            collection.AddSingleton(probe ?? new Probe());
            collection.AddSingleton<ToolCaller>();
            services?.Invoke(collection);
        });

    public sealed class Probe
    {
        public TaskCompletionSource Started { get; } = new();

        public TaskCompletionSource Cancelled { get; } = new();

        public TaskCompletionSource Completed { get; } = new();

        public List<string> Order { get; } = [];
    }

    public sealed record Text(string Value);

    [ApiController]
    [Route("limited")]
    public sealed class LimitedController(Probe probe) : ControllerBase
    {
        [HttpGet("fill", Name = "fill")]
        public ContentResult Fill(int length) => Content(new string('x', length));

        [HttpGet("swallow", Name = "swallow")]
        public async Task Swallow(int length)
        {
            try
            {
                await Response.Body.WriteAsync(new byte[length]);
            }
            catch (IOException)
            {
                // An action that goes on regardless.
            }
        }

        [HttpPost("take", Name = "take")]
        public string Take([FromForm] string text) => text;

        [HttpGet("break-off", Name = "break_off")]
        public async Task BreakOff()
        {
            await Response.WriteAsync("half");
            throw new InvalidOperationException("secret");
        }

        [McpTool, HttpHead("head", Name = "head")]
        public string Head() => "text";

        [HttpGet("wait", Name = "wait")]
        public async Task<string> Wait(CancellationToken cancellationToken)
        {
            HttpContext.Response.OnCompleted(() =>
            {
                probe.Completed.SetResult();
                return Task.CompletedTask;
            });
            await using var registration = cancellationToken.Register(probe.Cancelled.SetResult);
            probe.Started.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return "never";
        }

        [HttpGet("abort", Name = "abort")]
        public async Task<string> Abort()
        {
            HttpContext.Abort();
            await Task.Delay(Timeout.Infinite, HttpContext.RequestAborted);
            return "never";
        }

        [HttpGet("abort-and-answer", Name = "abort_and_answer")]
        public string AbortAndAnswer()
        {
            HttpContext.Abort();
            return "never sent";
        }

        [HttpGet("register", Name = "register")]
        public string Register()
        {
            Response.OnStarting(() => Note("starting 1"));
            Response.OnStarting(() => Note("starting 2"));
            Response.OnCompleted(() => Note("completed 1"));
            Response.OnCompleted(() => Note("completed 2"));
            Response.RegisterForDispose(new Disposable(() => probe.Order.Add("disposed")));
            return "done";

            Task Note(string what)
            {
                probe.Order.Add(what);
                return Task.CompletedTask;
            }
        }

        [HttpGet("recurse", Name = "recurse")]
        public async Task<string> Recurse(int times, [FromServices] ToolCaller caller) =>
            times == 0 ? "bottom" : await caller.CallAsync("recurse", new { times = times - 1 });
    }

    private sealed class Disposable(Action dispose) : IDisposable
    {
        public void Dispose() => dispose();
    }
}
