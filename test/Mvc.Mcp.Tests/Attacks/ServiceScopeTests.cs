using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>
/// A scoped service that was asked for the MCP request, which has no values of a call, decides nothing about the call; and
/// where the application's middleware fills scoped services, they may be shared.
/// </summary>
public class ServiceScopeTests
{
    [Fact]
    public async Task What_was_found_out_for_the_MCP_request_does_not_decide_about_the_call()
    {
        await using var app = await StartAsync();

        (await app.CallToolAsync("report", new { tenant = "acme" }, ("X-User", "acme"))).Text().Should().Be("report of acme");
        (await app.CallToolAsync("report", new { tenant = "globex" }, ("X-User", "acme"))).Text().Should().StartWith("403");
    }

    [Fact]
    public async Task What_was_found_out_for_one_tool_of_a_list_does_not_decide_about_the_next()
    {
        await using var app = await StartAsync(typeof(MarkedController));
        await using var client = await app.ConnectAsync("/mcp", ("X-User", "acme"));

        (await client.ListToolsAsync()).Select(tool => tool.Name).Should().Equal("open_to_acme");
    }

    [Fact]
    public async Task What_middleware_put_into_scoped_services_is_there_where_they_are_shared()
    {
        await using var own = await StartAsync(typeof(TenantController));
        await using var shared = await StartAsync(typeof(TenantController), McpServiceScope.Request);

        (await own.CallToolAsync("tenant", null, ("X-User", "acme"), ("X-Tenant", "blue"))).Text().Should().Be("tenant: none");
        (await shared.CallToolAsync("tenant", null, ("X-User", "acme"), ("X-Tenant", "blue"))).Text().Should().Be("tenant: blue");
    }

    [Fact]
    public async Task What_a_call_makes_in_its_scope_ends_with_it()
    {
        await using var app = await StartAsync(typeof(TenantController));

        await app.CallToolAsync("tenant", null, ("X-User", "acme"));

        app.Services.GetRequiredService<Ended>().Count.Should().Be(1);
    }

    private static Task<McpTestApp> StartAsync(Type? controller = null, McpServiceScope scope = McpServiceScope.Call) => McpTestApp.StartAsync(
        [controller ?? typeof(ReportController)],
        options => options.ServiceScope = scope,
        services =>
        {
            HeaderAuthentication.AddTo(services);
            services.AddSingleton<Ended>();
            services.AddScoped<TenantOfRequest>();
            services.AddScoped<Memo>();
            services.AddScoped<IAuthorizationHandler, OfTenantHandler>();
            services.AddAuthorizationBuilder().SetFallbackPolicy(
                new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new OfTenant()).Build());
        },
        app =>
        {
            app.UseAuthentication();
            app.Use((context, next) =>
            {
                if (context.Request.Headers["X-Tenant"].ToString() is { Length: > 0 } tenant)
                    context.RequestServices.GetRequiredService<TenantOfRequest>().Name = tenant;
                return next(context);
            });
            app.UseAuthorization();
        });

    private sealed class OfTenant : IAuthorizationRequirement;

    // Asked once a request: what is found out first holds.
    private sealed class Memo
    {
        public bool? Allowed { get; set; }
    }

    private sealed class OfTenantHandler(Memo memo) : AuthorizationHandler<OfTenant>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, OfTenant requirement)
        {
            var http = (HttpContext)context.Resource!;
            memo.Allowed ??= http.GetEndpoint()?.Metadata.GetMetadata<ForbiddenAttribute>() is null &&
                (http.GetRouteValue("tenant") is not string tenant || tenant == context.User.Identity!.Name);
            if (memo.Allowed == true)
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class ForbiddenAttribute : Attribute;

    public sealed class Ended
    {
        public int Count { get; set; }
    }

    public sealed class TenantOfRequest(Ended ended) : IDisposable
    {
        public string? Name { get; set; }

        public void Dispose() => ended.Count++;
    }

    [ApiController]
    public sealed class ReportController : ControllerBase
    {
        [HttpGet("tenants/{tenant}/report", Name = "report")]
        public string Report(string tenant) => $"report of {tenant}";
    }

    [ApiController]
    public sealed class MarkedController : ControllerBase
    {
        [HttpGet("open", Name = "open_to_acme")]
        public string Open() => "ran";

        [HttpGet("forbidden", Name = "forbidden")]
        [Forbidden]
        public string Forbidden() => "ran";
    }

    [ApiController]
    public sealed class TenantController(TenantOfRequest tenant) : ControllerBase
    {
        [HttpGet("tenant", Name = "tenant")]
        public string Tenant() => $"tenant: {tenant.Name ?? "none"}";
    }
}
