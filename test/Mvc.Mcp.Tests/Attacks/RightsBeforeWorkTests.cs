using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>Who may not call a tool whatever the arguments are is refused before anybody looks at them.</summary>
public class RightsBeforeWorkTests
{
    // What nobody could bind: a refusal that comes all the same came first.
    private static readonly object _wrong = new { wrong = 1 };

    [Fact]
    public async Task A_caller_without_the_role_is_refused_before_the_arguments_are_looked_at()
    {
        await using var app = await StartAsync();

        (await app.CallToolAsync("role", _wrong)).Text().Should().StartWith("401");
        (await app.CallToolAsync("role", _wrong, ("X-User", "ann"))).Text().Should().StartWith("403");
        (await app.CallToolAsync("role", _wrong, ("X-User", "ann,admin"))).Text().Should().Contain("it takes: id");
        (await app.CallToolAsync("role", new { id = "1" }, ("X-User", "ann,admin"))).Text().Should().Be("ran");
    }

    [Fact]
    public async Task A_scheme_of_the_action_is_asked_for_the_user()
    {
        await using var app = await StartAsync();

        (await app.CallToolAsync("scheme", _wrong, ("X-User", "ann"))).Text().Should().StartWith("401");
        (await app.CallToolAsync("scheme", new { id = "1" }, ("X-Partner", "bob"))).Text().Should().Be("ran");
    }

    [Fact]
    public async Task What_only_the_call_can_decide_is_decided_with_it()
    {
        await using var app = await StartAsync(services => services
            .AddSingleton<IAuthorizationHandler, OwnsHandler>());

        (await app.CallToolAsync("owned", _wrong)).Text().Should().StartWith("401");
        (await app.CallToolAsync("owned", new { id = "ann" }, ("X-User", "ann"))).Text().Should().Be("ran");
        (await app.CallToolAsync("owned", new { id = "bob" }, ("X-User", "ann"))).Text().Should().StartWith("403");
    }

    [Fact]
    public async Task A_handler_of_the_application_that_grants_roles_by_the_address_is_asked_with_the_call()
    {
        await using var app = await StartAsync(services => services.AddSingleton<IAuthorizationHandler, RoleOfTenant>());

        (await app.CallToolAsync("role", new { id = "anns" }, ("X-User", "ann"))).Text().Should().Be("ran");
        (await app.CallToolAsync("role", new { id = "bobs" }, ("X-User", "ann"))).Text().Should().StartWith("403");
    }

    [Fact]
    public async Task Middleware_of_the_call_may_still_say_who_calls()
    {
        await using var app = await StartAsync(options: options => options.ConfigurePipeline = pipeline => pipeline.Use((context, next) =>
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, "admin")], "pipeline"));
            return next(context);
        }));

        (await app.CallToolAsync("role", new { id = "1" })).Text().Should().Be("ran");
    }

    [Fact]
    public async Task The_refusal_is_the_one_that_the_application_gives_over_HTTP()
    {
        await using var app = await StartAsync(services => services.AddSingleton<IAuthorizationMiddlewareResultHandler, Hides>());
        using var http = app.CreateHttpClient();

        (await http.GetAsync(new Uri("role/1", UriKind.Relative))).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
        (await app.CallToolAsync("role", _wrong)).Text().Should().StartWith("404");
    }

    [Fact]
    public async Task A_result_handler_that_lets_the_refused_through_lets_them_reach_the_action_with_their_arguments()
    {
        await using var app = await StartAsync(services => services.AddSingleton<IAuthorizationMiddlewareResultHandler, LetsThrough>());

        (await app.CallToolAsync("role", new { id = "1" })).Text().Should().Be("ran");
    }

    [Fact]
    public async Task The_action_itself_does_not_run_for_who_is_refused()
    {
        await using var app = await StartAsync();

        await app.CallToolAsync("role", new { id = "1" });

        app.Services.GetRequiredService<Runs>().Count.Should().Be(0);
    }

    private static Task<McpTestApp> StartAsync(Action<IServiceCollection>? services = null, Action<McpOptions>? options = null) => McpTestApp.StartAsync(
        [typeof(GuardedController)],
        options,
        collection =>
        {
            collection.AddSingleton<Runs>();
            HeaderAuthentication.AddTo(collection);
            collection.AddAuthorizationBuilder().AddPolicy("Owns", policy => policy.RequireAuthenticatedUser().AddRequirements(new Owns()));
            services?.Invoke(collection);
        },
        app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
        },
        app =>
        {
            app.MapControllers();
            app.MapMcp("/mcp").AllowAnonymous();
        });

    public sealed class Runs
    {
        public int Count { get; set; }
    }

    [ApiController]
    public sealed class GuardedController(Runs runs) : ControllerBase
    {
        [HttpGet("role/{id}", Name = "role")]
        [Authorize(Roles = "admin")]
        public string Role(string id) => Ran(id);

        [HttpGet("scheme/{id}", Name = "scheme")]
        [Authorize(AuthenticationSchemes = "Partner")]
        public string Scheme(string id) => Ran(id);

        [HttpGet("owned/{id}", Name = "owned")]
        [Authorize("Owns")]
        public string Owned(string id) => Ran(id);

        private string Ran(string id)
        {
            runs.Count++;
            return id.Length > 0 ? "ran" : "ran without an id";
        }
    }

    private sealed class Owns : IAuthorizationRequirement;

    private sealed class OwnsHandler : AuthorizationHandler<Owns>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Owns requirement)
        {
            if (context.User.Identity?.Name == ((HttpContext)context.Resource!).GetRouteValue("id") as string)
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }

    private sealed class RoleOfTenant : AuthorizationHandler<RolesAuthorizationRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RolesAuthorizationRequirement requirement)
        {
            if (((HttpContext)context.Resource!).GetRouteValue("id") as string == context.User.Identity?.Name + "s")
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }

    private sealed class Hides : IAuthorizationMiddlewareResultHandler
    {
        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        {
            if (authorizeResult.Succeeded)
                return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
    }

    private sealed class LetsThrough : IAuthorizationMiddlewareResultHandler
    {
        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
            next(context);
    }
}
