using System.Net;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>A call through the whole pipeline is the HTTP request of the same action: same status, same body.</summary>
public class PipelineRunTests
{
    [Fact]
    public async Task Middleware_that_turns_exceptions_into_answers_does_so_for_a_call()
    {
        await using var app = await StartAsync(pipeline: web => web.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (KeyNotFoundException exception)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                await context.Response.WriteAsJsonAsync(new { error = exception.Message });
            }
        }));

        await ShouldBeTheSameAsync(app, "throw_missing", "/api/missing", HttpStatusCode.NotFound, "No product of that name.");
    }

    public static TheoryData<string> Guards => new(_guards.Keys);

    // Each refuses the path /api without a key, and lets it pass with one.
    private static readonly Dictionary<string, Action<WebApplication>> _guards = new()
    {
        ["UseWhen by path"] = web => web.UseWhen(IsApi, branch => branch.Use(CheckKey)),
        ["MapWhen by path and key"] = web => web.MapWhen(context => IsApi(context) && !HasKey(context), branch => branch.Run(Refuse)),
        ["Use with a path in it"] = web => web.Use((context, next) => IsApi(context) ? CheckKey(context, next) : next(context)),
        ["UseWhen by endpoint"] = web => web.UseWhen(context => context.GetEndpoint()?.DisplayName?.Contains("Api", StringComparison.Ordinal) == true, branch => branch.Use(CheckKey)),
        ["UseWhen by method"] = web => web.UseWhen(context => HttpMethods.IsGet(context.Request.Method), branch => branch.Use(CheckKey)),
        ["UseWhen by query"] = web => web.UseWhen(context => !context.Request.Query.ContainsKey("x"), branch => branch.Use((context, next) => IsApi(context) ? CheckKey(context, next) : next(context))),
        ["UseWhen by the raw path"] = web => web.UseWhen(context => context.Request.Path.Value!.StartsWith("/api/", StringComparison.Ordinal), branch => branch.Use(CheckKey)),
        ["a class of middleware"] = web => web.UseMiddleware<KeyMiddleware>(),
        ["nested branches"] = web => web.UseWhen(IsApi, outer => outer.UseWhen(context => !HasKey(context), inner => inner.Run(Refuse))),
        ["a tenant found by path"] = web => web.Use((context, next) => context.Request.Path.StartsWithSegments("/api", out _) && !HasKey(context) ? Refuse(context) : next(context)),
        ["a guard by route value"] = web => web.Use((context, next) => context.GetRouteValue("controller") is "Api" && !HasKey(context) ? Refuse(context) : next(context)),
        ["a guard by header that comes along"] = web => web.Use((context, next) => IsApi(context) && context.Request.Headers["X-Key"] != "secret" ? Refuse(context) : next(context)),
        ["a guard by host and path"] = web => web.UseWhen(context => context.Request.Host.HasValue && IsApi(context), branch => branch.Use(CheckKey)),
        ["a guard behind a rewriting middleware"] = web =>
        {
            web.Use((context, next) =>
            {
                context.Items["guarded"] = IsApi(context);
                return next(context);
            });
            web.Use((context, next) => context.Items["guarded"] is true ? CheckKey(context, next) : next(context));
        },
        ["a guard on the way back"] = web => web.Use(async (context, next) =>
        {
            if (IsApi(context) && !HasKey(context))
            {
                await Refuse(context);
                return;
            }

            await next(context);
        }),
        ["a status that status code pages fill"] = web =>
        {
            web.UseStatusCodePages("text/plain", "status {0}");
            web.UseWhen(IsApi, branch => branch.Use((context, next) => HasKey(context) ? next(context) : RefuseBare(context)));
        },
    };

    [Theory]
    [MemberData(nameof(Guards))]
    public async Task A_guard_by_path_or_branch_is_not_passed(string guard)
    {
        await using var app = await StartAsync(pipeline: _guards[guard], options: options => options.PropagatedHeaders.Add("X-Key"));

        await ShouldBeTheSameAsync(app, "now", "/api/now", HttpStatusCode.Forbidden, null);
        (await CallAsync(app, "now", ("X-Key", "secret"))).IsError.Should().NotBe(true, "the guard alone has refused it");
    }

    [Fact]
    public async Task Authentication_runs_by_the_headers_that_come_along()
    {
        await using var app = await StartSignedInAsync(options => options.PropagatedHeaders.Add("X-User"));
        await using var other = await StartSignedInAsync(_ => { });

        (await CallAsync(app, "who", ("X-User", "ann"))).Text().Should().Be("ann");
        (await CallAsync(other, "who", ("X-User", "ann"))).Text().Should().StartWith("401", "a credential that does not come along is not there");
    }

    [Fact]
    public async Task Limits_of_rate_count_calls_and_requests_together()
    {
        await using var app = await StartAsync(
            services: services => services.AddRateLimiter(options => options.AddPolicy("twice", _ =>
                RateLimitPartition.GetFixedWindowLimiter("all", _ => new() { PermitLimit = 2, Window = TimeSpan.FromHours(1) }))),
            pipeline: web => web.UseRateLimiter());
        using var http = app.CreateHttpClient();

        (await http.GetAsync("/limited")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await CallAsync(app, "limited")).IsError.Should().NotBe(true);

        (await CallAsync(app, "limited")).Text().Should().StartWith("503");
    }

    [Fact]
    public async Task A_cache_of_answers_serves_calls_and_requests_alike()
    {
        await using var app = await StartAsync(services: services => services.AddOutputCache(), pipeline: web => web.UseOutputCache());
        using var http = app.CreateHttpClient();

        var first = await http.GetStringAsync("/cached");

        (await CallAsync(app, "cached")).Text().Should().Be(first);
    }

    [Fact]
    public async Task The_call_has_services_of_its_own()
    {
        await using var app = await StartAsync(
            services: services => services.AddScoped<Visits>(),
            pipeline: web => web.Use((context, next) =>
            {
                context.RequestServices.GetRequiredService<Visits>().Paths.Add(context.Request.Path);
                return next(context);
            }));

        (await CallAsync(app, "visits")).Text().Should().Be("/visits");
    }

    [Fact]
    public async Task A_path_base_is_taken_again_by_the_middleware_that_took_it()
    {
        await using var app = await StartAsync(beforeRouting: web => web.UsePathBase("/shop"));
        await using var client = await app.ConnectAsync("/shop/mcp");

        (await client.CallToolAsync("path")).Text().Should().Be("/shop | /path");
        (await app.CreateHttpClient().GetStringAsync("/shop/path")).Should().Be("/shop | /path");
    }

    [Fact]
    public async Task An_error_page_that_runs_another_path_is_the_answer()
    {
        await using var app = await StartAsync(beforeRouting: web => web.UseExceptionHandler("/oops"));

        await ShouldBeTheSameAsync(app, "throw_missing", "/api/missing", HttpStatusCode.InternalServerError, "an error page");
    }

    [Fact]
    public async Task A_path_that_leads_to_another_endpoint_is_refused()
    {
        await using var app = await StartAsync(beforeRouting: web => web.Use((context, next) =>
        {
            if (context.Request.Path == "/api/now")
                context.Request.Path = "/path";
            return next(context);
        }));

        (await CallAsync(app, "now")).Text().Should().StartWith("404");
    }

    [Fact]
    public async Task An_answer_of_somebody_before_the_action_is_no_answer_of_the_tool()
    {
        await using var app = await StartAsync(beforeRouting: web =>
            web.Use((context, next) => context.Request.Path == "/api/now" ? context.Response.WriteAsync("a page of the SPA") : next(context)));

        (await CallAsync(app, "now")).Text().Should().StartWith("404").And.NotContain("SPA");
    }

    [Fact]
    public async Task Calls_that_call_themselves_end()
    {
        await using var app = await StartAsync(
            options: options => options.MaxCallDepth = 3,
            services: services => services.AddScoped<ToolCaller>());

        (await CallAsync(app, "nest")).Text().Should().Contain("nested more than 3 deep");
    }

    [Fact]
    public async Task What_the_developer_sees_of_an_exception_a_model_does_not()
    {
        await using var app = await StartAsync(beforeRouting: web => web.UseDeveloperExceptionPage());

        (await CallAsync(app, "throw_missing")).Text().Should().StartWith("500").And.NotContain("No product").And.NotContain("at Mvc");
    }

    [Fact]
    public async Task Together_with_forwarding_it_stops_the_start()
    {
        var start = () => StartAsync(options: options => options.ForwardTo("api", client => client.BaseAddress = new Uri("http://localhost:1")));

        await start.Should().ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>().WithMessage("*RunThroughPipeline*ForwardTo*");
    }

    [Fact]
    public async Task At_the_action_the_applications_exception_handlers_answer()
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(ApiController)], services: services => services.AddExceptionHandler<MissingHandler>());

        (await CallAsync(app, "throw_missing")).Text().Should().StartWith("404").And.Contain("No product of that name.");
        (await CallAsync(app, "throw_other")).Text().Should().StartWith("500").And.Contain("trace id").And.NotContain("secret");
    }

    [Fact]
    public async Task At_the_action_problem_details_are_the_applications_own()
    {
        await using var app = await McpTestApp.StartAsync(
            [typeof(ApiController)],
            services: services => services.AddProblemDetails(options =>
                options.CustomizeProblemDetails = context => context.ProblemDetails.Extensions["help"] = "call the desk"));

        (await CallAsync(app, "throw_other")).Text().Should().StartWith("500").And.Contain("call the desk").And.NotContain("secret");
    }

    private static async Task ShouldBeTheSameAsync(McpTestApp app, string tool, string path, HttpStatusCode status, string? body)
    {
        using var http = app.CreateHttpClient();
        using var answer = await http.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        var result = await CallAsync(app, tool);

        answer.StatusCode.Should().Be(status);
        result.Text().Should().StartWith(((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture));
        string.Concat(result.Content.OfType<TextContentBlock>().Skip(1).Select(block => block.Text)).Should().Be(text);
        if (body is not null)
            text.Should().Contain(body);
    }

    private static async Task<CallToolResult> CallAsync(McpTestApp app, string tool, params (string, string)[] headers)
    {
        await using var client = await app.ConnectAsync("/mcp", headers);
        return await client.CallToolAsync(tool);
    }

    private static Task<McpTestApp> StartAsync(
        Action<McpOptions>? options = null, Action<IServiceCollection>? services = null, Action<WebApplication>? pipeline = null, Action<WebApplication>? beforeRouting = null) =>
        McpTestApp.StartAsync(
            [typeof(ApiController), typeof(PlainController)],
            options: o =>
            {
                o.RunThroughPipeline = true;
                options?.Invoke(o);
            },
            services: services,
            pipeline: pipeline,
            beforeRouting: beforeRouting);

    private static Task<McpTestApp> StartSignedInAsync(Action<McpOptions> options) => McpTestApp.StartAsync(
        [typeof(SignedInController)],
        options: o =>
        {
            o.RunThroughPipeline = true;
            options(o);
        },
        services: HeaderAuthentication.AddTo,
        pipeline: web => web.UseAuthentication().UseAuthorization());

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api");

    private static bool HasKey(HttpContext context) => context.Request.Headers["X-Key"] == "secret";

    private static Task CheckKey(HttpContext context, RequestDelegate next) => HasKey(context) ? next(context) : Refuse(context);

    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("no key");
    }

    private static Task RefuseBare(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    public sealed class KeyMiddleware(RequestDelegate next)
    {
        public Task InvokeAsync(HttpContext context) => IsApi(context) ? CheckKey(context, next) : next(context);
    }

    public sealed class Visits
    {
        public List<string> Paths { get; } = [];
    }

    private sealed class MissingHandler : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            if (exception is not KeyNotFoundException)
                return false;
            httpContext.Response.StatusCode = StatusCodes.Status404NotFound;
            await httpContext.Response.WriteAsJsonAsync(new { error = exception.Message }, cancellationToken);
            return true;
        }
    }

    [ApiController]
    [Route("api")]
    public sealed class ApiController : ControllerBase
    {
        [HttpGet("now", Name = "now")]
        public string Now() => "now";

        [HttpGet("missing", Name = "throw_missing")]
        public string Missing() => throw new KeyNotFoundException("No product of that name.");

        [HttpGet("other", Name = "throw_other")]
        public string Other() => throw new InvalidOperationException("secret");
    }

    [ApiController]
    public sealed class SignedInController : ControllerBase
    {
        [HttpGet("/who", Name = "who"), Authorize]
        public string Who() => User.Identity!.Name!;
    }

    [ApiController]
    [Route("")]
    public sealed class PlainController : ControllerBase
    {
        private static int _answers;

        [HttpGet("limited", Name = "limited"), Microsoft.AspNetCore.RateLimiting.EnableRateLimiting("twice")]
        public string Limited() => "counted";

        [HttpGet("cached", Name = "cached"), OutputCache(Duration = 60)]
        public string Cached() => $"answer {Interlocked.Increment(ref _answers)}";

        [HttpGet("visits", Name = "visits")]
        public string Visited([FromServices] Visits visits) => string.Join(' ', visits.Paths);

        [HttpGet("path", Name = "path")]
        public string PathOf() => $"{Request.PathBase} | {Request.Path}";

        [HttpGet("nest", Name = "nest")]
        public Task<string> Nest([FromServices] ToolCaller tools) => tools.CallAsync("nest", new { });

        [ApiExplorerSettings(IgnoreApi = true)]
        [HttpGet("oops")]
        public ContentResult Oops() => Content("an error page", "text/plain", Encoding.UTF8);
    }
}
