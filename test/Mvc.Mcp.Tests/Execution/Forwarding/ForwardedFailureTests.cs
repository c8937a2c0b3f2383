using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Tests.Execution.Forwarding;

/// <summary>What a caller learns when the API that runs elsewhere does not answer as it should.</summary>
public class ForwardedFailureTests
{
    [Route("api")]
    public class ApiController : ControllerBase
    {
        [HttpGet(Name = "get")]
        public string Get() => "fine";
    }

    [Fact]
    public async Task An_API_that_is_down_is_an_error_that_does_not_say_where_it_runs()
    {
        await using var app = await ForwardedApp.StartAsync(typeof(ApiController));
        await app.Api.StopAsync();
        await using var client = await app.ConnectAsync();

        var result = await client.CallToolAsync("get");

        result.IsError.Should().BeTrue();
        Text(result).Should().Contain("502 Bad Gateway").And.Contain("did not accept the connection").And.NotContain("127.0.0.1");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_API_that_takes_longer_than_its_client_allows_is_an_error_that_says_so(bool headersFirst)
    {
        var time = new FakeTimeProvider();
        var arrived = new TaskCompletionSource();
        await using var app = await ForwardedApp.StartAsync(
            typeof(ApiController),
            api => api.Run(async context =>
            {
                if (headersFirst)
                    await context.Response.Body.FlushAsync();
                arrived.SetResult();
                await UntilAborted(context);
            }),
            services: services => services.AddSingleton<TimeProvider>(time),
            client: http => http.Timeout = TimeSpan.FromSeconds(5));
        await using var client = await app.ConnectAsync();

        var call = client.CallToolAsync("get").AsTask();
        await arrived.Task;
        time.Advance(TimeSpan.FromSeconds(5));

        var result = await call;
        result.IsError.Should().BeTrue();
        Text(result).Should().Contain("504 Gateway Timeout").And.Contain("within 5 seconds");
    }

    [Fact]
    public async Task The_time_that_the_endpoint_allows_counts_where_it_is_shorter()
    {
        var time = new FakeTimeProvider();
        var arrived = new TaskCompletionSource();
        await using var app = await ForwardedApp.StartAsync(
            typeof(ApiController),
            api => api.Run(context =>
            {
                arrived.SetResult();
                return UntilAborted(context);
            }),
            options => options.Timeout = TimeSpan.FromSeconds(2),
            services => services.AddSingleton<TimeProvider>(time));
        await using var client = await app.ConnectAsync();

        var call = client.CallToolAsync("get").AsTask();
        await arrived.Task;
        time.Advance(TimeSpan.FromSeconds(2));

        Text(await call).Should().Contain("within 2 seconds");
    }

    [Fact]
    public async Task A_caller_that_gives_up_ends_the_call_to_the_API()
    {
        var arrived = new TaskCompletionSource();
        var aborted = new TaskCompletionSource();
        await using var app = await ForwardedApp.StartAsync(
            typeof(ApiController),
            api => api.Run(async context =>
            {
                arrived.SetResult();
                await UntilAborted(context);
                aborted.SetResult();
            }));
        await using var client = await app.ConnectAsync();
        using var cancel = new CancellationTokenSource();

        var call = client.CallToolAsync("get", cancellationToken: cancel.Token).AsTask();
        await arrived.Task;
        await cancel.CancelAsync();

        await call.Invoking(task => task).Should().ThrowAsync<Exception>();
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_beyond_the_limit_is_not_read_to_its_end(bool announced)
    {
        var stopped = new TaskCompletionSource();
        await using var app = await ForwardedApp.StartAsync(
            typeof(ApiController),
            api => api.Run(async context =>
            {
                if (announced)
                    context.Response.ContentLength = long.MaxValue;
                var block = new byte[64 * 1024];
                try
                {
                    while (!context.RequestAborted.IsCancellationRequested)
                        await context.Response.Body.WriteAsync(block, context.RequestAborted);
                }
                catch (OperationCanceledException)
                {
                    // The reader hung up.
                }

                stopped.SetResult();
            }),
            options => options.MaxResponseBytes = 100_000);
        await using var client = await app.ConnectAsync();

        var result = await client.CallToolAsync("get");

        result.IsError.Should().BeTrue();
        Text(result).Should().Contain("100000").And.Contain("the most that is sent");
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_connection_that_breaks_off_in_the_answer_is_an_error()
    {
        await using var app = await ForwardedApp.StartAsync(
            typeof(ApiController),
            api => api.Run(async context =>
            {
                context.Response.ContentLength = 100;
                await context.Response.WriteAsync("half");
                await context.Response.Body.FlushAsync();
                context.Abort();
            }));
        await using var client = await app.ConnectAsync();

        var result = await client.CallToolAsync("get");

        result.IsError.Should().BeTrue();
        Text(result).Should().Contain("502").And.Contain("broke off");
    }

    [Fact]
    public async Task A_problem_of_the_API_is_passed_on_but_not_its_error_page()
    {
        var page = false;
        await using var app = await ForwardedApp.StartAsync(
            typeof(ApiController),
            api => api.Run(context =>
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = "30";
                return page
                    ? context.Response.WriteAsync("at Shop.Secret() in /src/Secret.cs")
                    : context.Response.WriteAsJsonAsync(new ProblemDetails { Title = "Closed for stocktaking" }, (System.Text.Json.JsonSerializerOptions?)null, "application/problem+json");
            }));
        await using var client = await app.ConnectAsync();

        var problem = Text(await client.CallToolAsync("get"));
        page = true;
        var fault = Text(await client.CallToolAsync("get"));

        problem.Should().Contain("503").And.Contain("Closed for stocktaking").And.Contain("Retry-After: 30");
        fault.Should().Contain("503").And.Contain("Retry-After: 30").And.NotContain("Secret");
    }

    [Fact]
    public async Task A_redirect_is_named_and_not_followed()
    {
        await using var app = await ForwardedApp.StartAsync(
            typeof(ApiController),
            api => api.Use((HttpContext context, RequestDelegate next) =>
            {
                context.Response.Redirect("http://127.0.0.1:1/elsewhere");
                return Task.CompletedTask;
            }));
        await using var client = await app.ConnectAsync();

        var result = await client.CallToolAsync("get");

        Text(result).Should().Contain("302 Found").And.Contain("http://127.0.0.1:1/elsewhere");
    }

    [Fact]
    public async Task A_cookie_that_the_API_gave_one_caller_is_not_sent_for_the_next()
    {
        var cookies = new List<string>();
        await using var app = await ForwardedApp.StartAsync(
            typeof(ApiController),
            api => api.Use((HttpContext context, RequestDelegate next) =>
            {
                cookies.Add(context.Request.Headers.Cookie.ToString());
                context.Response.Cookies.Append("session", "of the first");
                return next(context);
            }));
        await using var client = await app.ConnectAsync();

        await client.CallToolAsync("get");
        await client.CallToolAsync("get");

        cookies.Should().Equal("", "");
    }

    [Fact]
    public async Task The_trace_of_the_caller_goes_on_in_the_API()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        var trace = "";
        await using var app = await ForwardedApp.StartAsync(
            typeof(ApiController),
            api => api.Use((HttpContext context, RequestDelegate next) =>
            {
                trace = context.Request.Headers.TraceParent.ToString();
                return next(context);
            }));
        await using var client = await app.ConnectAsync(("traceparent", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01"));

        await client.CallToolAsync("get");

        trace.Should().StartWith("00-0123456789abcdef0123456789abcdef-").And.NotContain("-0123456789abcdef-");
    }

    [Fact]
    public async Task A_client_without_an_address_stops_the_start_and_says_how_to_set_it()
    {
        var start = () => ForwardedApp.StartAsync(typeof(ApiController), client: http => http.BaseAddress = null);

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage("*ForwardTo(\"api\")*BaseAddress*");
    }

    private static async Task UntilAborted(HttpContext context)
    {
        var aborted = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(() => aborted.SetResult());
        await aborted.Task;
    }

    private static string Text(CallToolResult result) =>
        string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));
}
