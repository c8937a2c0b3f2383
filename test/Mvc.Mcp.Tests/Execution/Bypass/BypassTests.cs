using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution.Bypass;

/// <summary>
/// A tool call is never a way around what guards an action over HTTP: each guard is shown to stop an anonymous call before
/// the action runs, and a control shows that it was the guard that stopped it.
/// </summary>
public class BypassTests
{
    private static readonly (string, string)[] _user = [("X-User", "ann")];
    private static readonly (string, string)[] _admin = [("X-User", "ann,admin")];
    private static readonly (string, string)[] _partner = [("X-Partner", "bob")];

    private static readonly Guard[] _guards =
    [
        // Attributes of authorization.
        new("[Authorize]", typeof(AuthorizeController), "user", "401") { Control = new(Headers: _user) },
        new("[Authorize(Roles)]", typeof(AuthorizeController), "role", "401") { Control = new(Headers: _admin) },
        new("[Authorize(policy)]", typeof(AuthorizeController), "policy", "401") { Control = new(Headers: _user) },
        new("[Authorize(AuthenticationSchemes)]", typeof(AuthorizeController), "scheme", "401") { Control = new(Headers: _partner) },
        new("two [Authorize] together", typeof(AuthorizeController), "both", "401") { Control = new(Headers: _admin) },
        new("IAuthorizationRequirementData", typeof(AuthorizeController), "requirement", "401") { Control = new(Headers: _admin) },
        new("[Authorize] on the controller", typeof(ProtectedController), "controller", "401") { Control = new("controller_open") },
        new("[Authorize] on a base controller", typeof(InheritingController), "inherited", "401") { Control = new(Headers: _user) },
        new("[Authorize] on an overridden action", typeof(OverridingController), "overridden", "401") { Control = new(Headers: _user) },
        new("a policy about route values", typeof(AuthorizeController), "owned", "401")
        {
            Arguments = new { owner = "ann" }, Control = new(Headers: _user),
        },
        new("a policy about the endpoint's metadata", typeof(AuthorizeController), "marked", "401") { Control = new("marked_public") },
        new("a check of the user inside the action", typeof(AuthorizeController), "inside", "401") { Control = new(Headers: _user) },
        new("IAuthorizationService inside the action", typeof(AuthorizeController), "resource", "403") { Control = new(Headers: _user) },
        new("credentials that an argument pretends to have", typeof(AuthorizeController), "spoofed", "401")
        {
            Arguments = new Dictionary<string, string> { ["X-Partner"] = "bob" }, Control = new(Headers: _partner, Arguments: new { }),
        },

        // What the application sets for all.
        new("MapControllers().RequireAuthorization()", typeof(PlainController), "plain", "401")
        {
            Endpoints = endpoints => endpoints.RequireAuthorization(), Control = new(Headers: _user),
        },
        new("MapControllers().RequireAuthorization(policy)", typeof(PlainController), "plain", "401")
        {
            Endpoints = endpoints => endpoints.RequireAuthorization(policy => policy.RequireRole("admin")), Control = new(Headers: _admin),
        },
        new("an AuthorizationPolicy as metadata", typeof(PlainController), "plain", "401")
        {
            Endpoints = endpoints => endpoints.WithMetadata(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()),
            Control = new(Headers: _user),
        },
        new("the fallback policy", typeof(PlainController), "plain", "401")
        {
            Services = services => services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()),
            Control = new(Headers: _user),
        },
        new("a default policy of one's own", typeof(AuthorizeController), "user", "401")
        {
            Services = services => services.AddAuthorizationBuilder().SetDefaultPolicy(new AuthorizationPolicyBuilder().RequireRole("admin").Build()),
            Control = new(Headers: _admin),
        },
        new("IAuthorizationMiddlewareResultHandler", typeof(AuthorizeController), "user", "418")
        {
            Services = services => services.AddSingleton<IAuthorizationMiddlewareResultHandler, TeapotResultHandler>(),
            Control = new(Headers: _user),
        },
        new("a controller convention that adds [Authorize]", typeof(PlainController), "plain", "401")
        {
            Services = services => services.Configure<MvcOptions>(options => options.Conventions.Add(new AuthorizeEverything())),
            Control = new(Headers: _user),
        },
        new("AuthorizeFilter for all", typeof(PlainController), "plain", "401")
        {
            Services = services => services.Configure<MvcOptions>(options => options.Filters.Add(new AuthorizeFilter())),
            Control = new(Headers: _user),
        },
        new("AuthorizeFilter with a policy", typeof(PlainController), "plain", "401")
        {
            Services = services => services.Configure<MvcOptions>(options =>
                options.Filters.Add(new AuthorizeFilter(new AuthorizationPolicyBuilder().RequireRole("admin").Build()))),
            Control = new(Headers: _admin),
        },
        new("AuthorizeFilter with [AllowAnonymous] is the controls' own control", typeof(AuthorizeController), "user", "401")
        {
            Services = services => services.Configure<MvcOptions>(options => options.Filters.Add(new AuthorizeFilter())),
            Control = new("anonymous"),
        },

        // Filters.
        new("IAuthorizationFilter", typeof(FilteredController), "sync_filter", "403") { Control = new(Headers: _user) },
        new("IAsyncAuthorizationFilter", typeof(FilteredController), "async_filter", "403") { Control = new(Headers: _user) },
        new("IResourceFilter", typeof(FilteredController), "resource_filter", "403") { Control = new(Headers: _user) },
        new("IActionFilter", typeof(FilteredController), "action_filter", "403") { Control = new(Headers: _user) },
        new("[ServiceFilter]", typeof(FilteredController), "service_filter", "403") { Control = new(Headers: _user) },
        new("[TypeFilter]", typeof(FilteredController), "type_filter", "403") { Control = new(Headers: _user) },
        new("IFilterFactory", typeof(FilteredController), "filter_factory", "403") { Control = new(Headers: _user) },
        new("OnActionExecuting of the controller", typeof(OverridingFilterController), "on_executing", "403") { Control = new(Headers: _user) },
        new("a filter for all", typeof(PlainController), "plain", "403")
        {
            Services = services => services.Configure<MvcOptions>(options => options.Filters.Add<GateService>()), Control = new(Headers: _user),
        },
        new("an action convention that adds a filter", typeof(PlainController), "plain", "403")
        {
            Services = services => services.Configure<MvcOptions>(options => options.Conventions.Add(new FilterEverything())),
            Control = new(Headers: _user),
        },

        // Limits.
        new("[EnableRateLimiting]", typeof(LimitedController), "rate", "429") { SecondCall = true, Services = OncePerUser, Control = new(Headers: _user) },
        new("RequireRateLimiting()", typeof(PlainController), "plain", "429")
        {
            SecondCall = true, Services = OncePerUser, Endpoints = endpoints => endpoints.RequireRateLimiting("once"), Control = new(Headers: _user),
        },
        new("[RequestTimeout]", typeof(LimitedController), "timeout", "504") { Control = new("rate") },
        new("[RequestSizeLimit]", typeof(LimitedController), "size", "413")
        {
            Arguments = new { text = "longer" }, Control = new(Arguments: new { text = "" }),
        },
        new("a size limit as metadata", typeof(PlainController), "post", "413")
        {
            Arguments = new { text = "longer" }, Endpoints = endpoints => endpoints.WithMetadata(new RequestSizeLimitAttribute(12)),
            Control = new(Arguments: new { text = "" }),
        },
        new("[RequestFormLimits]", typeof(LimitedController), "form", "400")
        {
            Arguments = new { first = "1", second = "2" }, Control = new(Arguments: new { first = "1" }),
        },
        new("FormOptions of the application", typeof(LimitedController), "plain_form", "'second' was given")
        {
            Arguments = new { first = "1", second = "2" },
            Services = services => services.Configure<FormOptions>(options => options.ValueCountLimit = 1),
            Control = new(Arguments: new { first = "1" }),
        },
        new("[RequireHttps]", typeof(LimitedController), "https", "403") { Control = new("rate") },
        new("validation of a body", typeof(LimitedController), "validated", "400")
        {
            Arguments = new { email = "nobody" }, Control = new(Arguments: new { email = "ann@example.org" }),
        },
        new("validation of a parameter", typeof(LimitedController), "bound", "400")
        {
            Arguments = new { number = 9 }, Control = new(Arguments: new { number = 3 }),
        },

        // Antiforgery.
        new("[ValidateAntiForgeryToken]", typeof(AntiforgeryController), "validate_token", "400")
        {
            Arguments = new { text = "x" }, Services = services => services.AddMvcCore().AddViews(), Control = new("free_form"),
        },
        new("[AutoValidateAntiforgeryToken] for all", typeof(AntiforgeryController), "free_form", "400")
        {
            Arguments = new { text = "x" },
            Services = services => services.AddMvcCore(options => options.Filters.Add(new AutoValidateAntiforgeryTokenAttribute())).AddViews(),
            Control = new("ignore_token"),
        },
        new("[RequireAntiforgeryToken]", typeof(AntiforgeryController), "require_token", "400")
        {
            Arguments = new { text = "x" }, Services = services => services.AddMvcCore().AddViews(), Control = new("free_form"),
        },

        new("[RequireAntiforgeryToken] where nothing validates tokens", typeof(AntiforgeryController), "require_token", "500")
        {
            Arguments = new { text = "x" }, Control = new("free_form"),
        },

        // What routing asks.
        new("[Host]", typeof(RoutedController), "host", "404") { Control = new(Headers: [("Host", "internal.example")]) },
        new("RequireHost()", typeof(PlainController), "plain", "404")
        {
            Endpoints = endpoints => endpoints.RequireHost("internal.example"), Control = new(Headers: [("Host", "internal.example")]),
        },
        new("an action constraint", typeof(RoutedController), "action_constraint", "404") { Control = new(Headers: _user) },
        new("a constraint of the template", typeof(RoutedController), "range", "'number' was given the number 9; expected")
        {
            Arguments = new { number = 9 }, Control = new(Arguments: new { number = 3 }),
        },
        new("a constraint of one's own", typeof(RoutedController), "custom_constraint", "404")
        {
            Arguments = new { word = "forbidden" },
            Services = services => services.Configure<RouteOptions>(options => options.SetParameterPolicy<AllowedConstraint>("allowed")),
            Control = new(Arguments: new { word = "allowed" }),
        },
        new("a matcher policy", typeof(RoutedController), "matcher_policy", "404")
        {
            Services = services => services.AddSingleton<MatcherPolicy, ClosedPolicy>(), Control = new(Headers: _user),
        },
        new("[Consumes]", typeof(PlainController), "post", "415")
        {
            Arguments = new { text = "x" },
            Endpoints = endpoints => endpoints.WithMetadata(new ConsumesAttribute("application/json")),
            Options = options => options.ConfigureRequest = (context, _) =>
                context.Request.ContentType = context.User.Identity is { IsAuthenticated: true } ? "application/json" : "text/plain",
            Control = new(Headers: _user),
        },
        new("a path that would lead elsewhere", typeof(RoutedController), "file", "'name' stands in the path")
        {
            Arguments = new { name = ".." }, Control = new(Arguments: new { name = "report..txt" }),
        },

        // Middleware.
        new("middleware in ConfigurePipeline", typeof(PlainController), "plain", "403")
        {
            Options = options => options.ConfigurePipeline = app => app.Use(async (context, next) =>
            {
                if (context.User.Identity is { IsAuthenticated: true })
                    await next(context);
                else
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
            }),
            Control = new(Headers: _user),
        },
    ];

    public static TheoryData<string> Names => new(_guards.Select(guard => guard.Name));

    [Fact]
    public void There_are_at_least_forty_guards() => _guards.Should().HaveCountGreaterThanOrEqualTo(40).And.OnlyHaveUniqueItems(guard => guard.Name);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_anonymous_call_is_stopped_by(string name)
    {
        var guard = _guards.Single(guard => guard.Name == name);
        await using var app = await StartAsync(guard);
        var log = app.Services.GetRequiredService<RanLog>();
        if (guard.SecondCall)
            (await app.CallToolAsync(guard.Tool, guard.Arguments)).IsError.Should().NotBe(true);
        log.Actions.Clear();

        var stopped = await app.CallToolAsync(guard.Tool, guard.Arguments);

        stopped.IsError.Should().BeTrue();
        stopped.Text().Should().StartWith(guard.Status);
        log.Actions.Should().BeEmpty("the action must not run");

        var control = guard.Control;
        var passed = await app.CallToolAsync(control.Tool ?? guard.Tool, control.Arguments ?? guard.Arguments, control.Headers ?? []);

        passed.IsError.Should().NotBe(true, Describe(passed));
        log.Actions.Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_anonymous_call_through_the_callers_of_a_search_is_stopped_by(string name)
    {
        var guard = _guards.Single(guard => guard.Name == name);
        await using var app = await StartAsync(guard with
        {
            Options = options =>
            {
                guard.Options?.Invoke(options);
                options.Discovery = ToolDiscovery.Search;
                options.CallDependentRequirements.Add(typeof(OwnerRequirement));
            },
        });
        var log = app.Services.GetRequiredService<RanLog>();
        if (guard.SecondCall)
            (await app.CallToolAsync("call_tool", Call(guard.Tool, guard.Arguments))).IsError.Should().NotBe(true);
        log.Actions.Clear();

        foreach (var caller in new[] { "call_tool", "call_read_tool" })
        {
            var stopped = await app.CallToolAsync(caller, Call(guard.Tool, guard.Arguments));

            stopped.IsError.Should().BeTrue();
            string[] refusals = [guard.Status, $"There is no tool '{guard.Tool}'.", $"'{guard.Tool}' does not only read."];
            refusals.Should().Contain(refusal => stopped.Text().StartsWith(refusal, StringComparison.Ordinal), Describe(stopped));
            log.Actions.Should().BeEmpty("the action must not run");
        }

        var control = guard.Control;
        var passed = await app.CallToolAsync("call_tool", Call(control.Tool ?? guard.Tool, control.Arguments ?? guard.Arguments), control.Headers ?? []);

        passed.IsError.Should().NotBe(true, Describe(passed));
        log.Actions.Should().ContainSingle();
    }

    private static object Call(string tool, object? arguments) => new { name = tool, arguments = arguments ?? new { } };

    [Theory]
    [InlineData("user", "ann", null)]
    [InlineData("scheme", null, "bob")]
    public async Task A_refusal_inside_a_call_leaves_the_answer_to_the_MCP_request_alone(string tool, string? user, string? partner)
    {
        await using var app = await StartAsync(_guards[0]);

        // The client would fail on a 401: it sees none.
        var refused = await app.CallToolAsync(tool);
        (string, string)[] headers = user is not null ? [("X-User", user)] : [("X-Partner", partner!)];
        var allowed = await app.CallToolAsync(tool, null, headers);

        refused.Text().Should().StartWith("401 Unauthorized\nWWW-Authenticate: " + (user is not null ? "User" : "Partner"));
        allowed.IsError.Should().NotBe(true);
    }

    private static async Task<McpTestApp> StartAsync(Guard guard) => await McpTestApp.StartAsync(
        [guard.Controller],
        guard.Options,
        services =>
        {
            services.AddSingleton<RanLog>();
            services.AddScoped<GateService>();
            services.Configure<RouteOptions>(options => options.ConstraintMap.TryAdd("allowed", typeof(AllowedConstraint)));
            HeaderAuthentication.AddTo(services);
            services.AddAuthorizationBuilder()
                .AddPolicy("Named", policy => policy.RequireUserName("ann"))
                .AddPolicy("Owner", policy => policy.AddRequirements(new OwnerRequirement()))
                .AddPolicy("Marked", policy => policy.AddRequirements(new MarkRequirement()));
            services.AddSingleton<IAuthorizationHandler, OwnerRequirement>();
            services.AddSingleton<IAuthorizationHandler, MarkRequirement>();
            guard.Services?.Invoke(services);
        },
        app =>
        {
            guard.Pipeline?.Invoke(app);
            app.UseAuthentication();
            app.UseAuthorization();
        },
        app =>
        {
            var endpoints = app.MapControllers();
            guard.Endpoints?.Invoke(endpoints);
            app.MapMcp("/mcp").AllowAnonymous();
        });

    private static void OncePerUser(IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy("once", context => RateLimitPartition.GetFixedWindowLimiter(
            context.User.Identity?.Name ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = 1, Window = TimeSpan.FromDays(1) }));
    });

    private static string Describe(CallToolResult result) => result.Text().Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
