using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

public class ContextTests
{
    [Fact]
    public async Task Links_show_the_applications_own_host_and_path_base()
    {
        await using var app = await StartAsync(services: services => services.AddTransient<IStartupFilter, PathBase>());
        await using var client = await app.ConnectAsync("/shop/mcp", ("Host", "shop.example:8443"));

        var result = await client.CallToolAsync("links");

        result.Text().Should().Be("http://shop.example:8443/shop/context/links\n/shop/context/links\nhttp://shop.example:8443/shop/context/links");
    }

    [Fact]
    public async Task The_action_sees_its_own_request_and_nothing_of_the_MCP_request()
    {
        await using var app = await StartAsync();

        var result = await app.CallToolAsync("request", null, ("X-Secret", "s3cret"), ("Authorization", "Bearer t"), ("Cookie", "a=b"));

        result.Text().Should().Be("GET /context/request? body=0 type= length= form=False authorization=Bearer t secret= cookies=0 endpoint=request");
    }

    [Fact]
    public async Task Only_the_headers_that_the_options_name_are_taken_over()
    {
        await using var app = await StartAsync(options =>
        {
            options.PropagatedHeaders.Clear();
            options.PropagatedHeaders.Add("X-Secret");
            options.PropagatedHeaders.Add("Content-Length");
        });

        var result = await app.CallToolAsync("request", null, ("X-Secret", "s3cret"), ("Authorization", "Bearer t"));

        result.Text().Should().Contain("length= ").And.Contain("authorization= secret=s3cret");
    }

    [Fact]
    public async Task The_user_the_connection_and_what_middleware_found_out_are_the_callers()
    {
        await using var app = await StartAsync(options => options.ServiceScope = McpServiceScope.Request, pipeline: app => app.Use((context, next) =>
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "ann")], "Test"));
            context.Items["tenant"] = "blue";
            context.Features.Set(new Tenant("blue"));
            context.RequestServices.GetRequiredService<TenantHolder>().Name = "blue";
            context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse("203.0.113.7");
            return next(context);
        }));

        var result = await app.CallToolAsync("caller");

        result.Text().Should().Be("ann blue blue blue 203.0.113.7");
    }

    [Fact]
    public async Task What_one_call_leaves_behind_is_not_seen_by_its_caller()
    {
        object? item = "unset";
        string? name = "unset";
        await using var app = await StartAsync(pipeline: app => app.Use(async (context, next) =>
        {
            await next(context);
            item = context.Items["left"];
            name = context.User.Identity?.Name;
        }));

        await app.CallToolAsync("leave");

        item.Should().BeNull();
        name.Should().BeNull();
    }

    [Fact]
    public async Task The_session_is_the_callers_and_TempData_in_it_lasts_from_call_to_call()
    {
        await using var app = await StartAsync(
            services: services =>
            {
                services.AddDistributedMemoryCache();
                services.AddSession();
                services.AddMvcCore().AddViews();
                services.AddSingleton<ITempDataProvider, SessionStateTempDataProvider>();
            },
            pipeline: app => app.UseSession());
        using var http = app.CreateHttpClient();
        // The cookie of a session comes with the answer to the MCP request; a client that keeps cookies keeps the session.
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json, text/event-stream");
        using var first = await http.PostAsync("/mcp", CallBody("remember"));
        var cookie = first.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        var result = await app.CallToolAsync("recall", null, ("Cookie", cookie));

        result.Text().Should().Be("session kept, TempData kept");
    }

    [Fact]
    public async Task The_culture_is_that_of_the_MCP_request()
    {
        await using var app = await StartAsync(pipeline: app => app.UseRequestLocalization("en-US", "de-DE"));

        (await app.CallToolAsync("culture", null, ("Accept-Language", "de-DE"))).Text().Should().Be("de-DE 1,5 de-DE");
    }

    [Theory]
    [InlineData(true, "cached 7")]
    [InlineData(false, "500")]
    public async Task What_an_action_says_to_a_response_cache_is_heard_where_there_is_one(bool hasCache, string expected)
    {
        await using var app = await StartAsync(
            services: services => services.AddResponseCaching(), pipeline: app => app.UseWhen(_ => hasCache, branch => branch.UseResponseCaching()));

        (await app.CallToolAsync("cached", new { id = 7 })).Text().Should().StartWith(expected);
    }

    [Fact]
    public async Task Middleware_that_the_options_add_runs_in_order_and_may_change_the_request()
    {
        await using var app = await StartAsync(options =>
        {
            options.ConfigureRequest = (context, tool) => context.Request.Headers["X-Secret"] = tool.Name;
            options.ConfigurePipeline = app => app.Use((context, next) =>
            {
                context.Request.Headers["X-Secret"] += "+pipeline";
                return next(context);
            });
        });

        (await app.CallToolAsync("request")).Text().Should().Contain("secret=request+pipeline");
    }

    [Fact]
    public async Task A_call_is_one_span_under_the_callers_trace_one_count_and_one_duration()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Mvc.Mcp",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (spans)
                    spans.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await StartAsync();
        var measured = new List<string>();
        using var meters = new MeterListener { InstrumentPublished = (instrument, it) => Enable(instrument, it, app) };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Add($"{instrument.Name} {value} {Tags(tags)}"));
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.Add($"{instrument.Name} {value >= 0} {Tags(tags)}"));
        meters.Start();
        await using var client = await app.ConnectAsync();

        var traceId = ActivityTraceId.CreateRandom();
        var result = await client.CallToolAsync(new CallToolRequestParams
        {
            Name = "trace",
            Arguments = new Dictionary<string, System.Text.Json.JsonElement>(),
            Meta = new JsonObject { ["traceparent"] = $"00-{traceId}-00f067aa0ba902b7-01" },
        });

        result.Text().Should().Be(traceId.ToString());
        var span = spans.Single(span => span.TraceId == traceId);
        span.DisplayName.Should().Be("execute_tool trace");
        span.GetTagItem("http.response.status_code").Should().Be(200);
        measured.Should().Equal(
            "mvc_mcp.calls 1 gen_ai.tool.name=trace,mvc_mcp.outcome=200", "mvc_mcp.call.duration True gen_ai.tool.name=trace,mvc_mcp.outcome=200");

        static void Enable(Instrument instrument, MeterListener listener, McpTestApp app)
        {
            if (instrument.Meter.Name == "Mvc.Mcp" && instrument.Meter.Scope == app.Services.GetRequiredService<IMeterFactory>())
                listener.EnableMeasurementEvents(instrument);
        }

        static string Tags(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
    }

    private static StringContent CallBody(string tool) => new(
        $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{} } }""", System.Text.Encoding.UTF8, "application/json");

    private static Task<McpTestApp> StartAsync(
        Action<McpOptions>? options = null, Action<IServiceCollection>? services = null, Action<WebApplication>? pipeline = null) =>
        McpTestApp.StartAsync([typeof(ContextController)], options, collection =>
        {
            collection.AddScoped<TenantHolder>();
            services?.Invoke(collection);
        }, pipeline);

    private sealed class PathBase : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UsePathBase("/shop");
            next(app);
        };
    }

    public sealed record Tenant(string Name);

    public sealed class TenantHolder
    {
        public string? Name { get; set; }
    }

    [Route("context")]
    public sealed class ContextController(LinkGenerator links, TenantHolder tenant) : Controller
    {
        [HttpGet("links", Name = "links")]
        public string Links() => string.Join('\n',
            Url.RouteUrl("links", null, Request.Scheme, Request.Host.Value), Url.Action(nameof(Links)), links.GetUriByName(HttpContext, "links", null));

        [HttpGet("request", Name = "request")]
        public async Task<string> OfRequest()
        {
            using var reader = new StreamReader(Request.Body);
            var body = await reader.ReadToEndAsync();
            return $"{Request.Method} {Request.Path}?{Request.QueryString} body={body.Length} type={Request.ContentType} length={Request.ContentLength} " +
                $"form={Request.HasFormContentType} authorization={Request.Headers.Authorization} secret={Request.Headers["X-Secret"]} " +
                $"cookies={Request.Cookies.Count} endpoint={HttpContext.GetEndpoint()!.Metadata.GetMetadata<EndpointNameMetadata>()!.EndpointName}";
        }

        [HttpGet("caller", Name = "caller")]
        public string Caller() =>
            $"{User.Identity!.Name} {HttpContext.Items["tenant"]} {HttpContext.Features.Get<Tenant>()!.Name} {tenant.Name} {HttpContext.Connection.RemoteIpAddress}";

        [HttpGet("leave", Name = "leave")]
        public string Leave()
        {
            HttpContext.Items["left"] = "behind";
            HttpContext.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "mallory")], "Test"));
            Response.Cookies.Append("left", "behind");
            return "left";
        }

        [HttpPost("remember", Name = "remember")]
        public string Remember()
        {
            HttpContext.Session.SetString("kept", "session kept");
            TempData["kept"] = "TempData kept";
            return "remembered";
        }

        [HttpGet("recall", Name = "recall")]
        public string Recall() => $"{HttpContext.Session.GetString("kept")}, {TempData["kept"]}";

        [HttpGet("culture", Name = "culture")]
        public string Culture() =>
            $"{CultureInfo.CurrentCulture.Name} {1.5} {HttpContext.Features.Get<Microsoft.AspNetCore.Localization.IRequestCultureFeature>()!.RequestCulture.UICulture.Name}";

        [ResponseCache(Duration = 60, VaryByQueryKeys = ["id"])]
        [HttpGet("cached", Name = "cached")]
        public string Cached(int id) => $"cached {id}";

        [HttpGet("trace", Name = "trace")]
        public string Trace() => Activity.Current!.TraceId.ToString();
    }
}
