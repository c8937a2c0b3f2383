using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Tests.Execution;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>A caller sees no tool that it may not call, whatever the application asks of callers and however.</summary>
public class ListedToolTests
{
    [Fact]
    public async Task A_permission_on_a_route_with_values_is_listed_to_those_who_have_it()
    {
        await using var app = await StartAsync([typeof(OrdersController)]);

        (await NamesAsync(app)).Should().BeEmpty();
        (await NamesAsync(app, ("X-User", "ann"))).Should().BeEmpty();
        (await NamesAsync(app, ("X-User", "ann,orders.delete"))).Should().Equal("delete_order");
    }

    [Fact]
    public async Task A_requirement_that_needs_the_values_of_a_call_hides_nothing_where_the_application_says_so()
    {
        await using var app = await StartAsync([typeof(OrdersController)], options => options.CallDependentRequirements.Add(typeof(Permission)));

        (await NamesAsync(app, ("X-User", "ann"))).Should().Equal("delete_order");
        (await app.CallToolAsync("delete_order", new { id = 1 }, ("X-User", "ann"))).Text().Should().StartWith("403");
        // What is asked of the user alone needs no call.
        (await NamesAsync(app)).Should().BeEmpty();
    }

    [Fact]
    public async Task Two_requirements_of_one_base_class_are_two()
    {
        await using var app = await StartAsync([typeof(DerivedController)]);

        (await NamesAsync(app, ("X-User", "ann,worker"))).Should().Equal("weekday");
    }

    [Fact]
    public async Task A_handler_that_decides_by_the_endpoint_is_asked_for_each()
    {
        await using var app = await StartAsync(
            [typeof(MarkedController)], services: services => services.AddSingleton<IAuthorizationHandler, GrantsByEndpoint>());

        var listed = await NamesAsync(app, ("X-User", "ann"));

        listed.Should().Equal("granted");
        (await app.CallToolAsync("granted", null, ("X-User", "ann"))).Text().Should().Be("ran");
        (await app.CallToolAsync("refused", null, ("X-User", "ann"))).Text().Should().StartWith("403");
    }

    [Fact]
    public async Task What_is_asked_of_the_user_comes_first_and_ends_it()
    {
        var handler = new CountingHandler();
        await using var app = await StartAsync(
            [typeof(OrdersController), typeof(MoreController)], services: services => services.AddSingleton<IAuthorizationHandler>(handler));

        (await NamesAsync(app)).Should().BeEmpty();
        handler.Asked.Should().Be(0);
        await NamesAsync(app, ("X-User", "ann"));
        handler.Asked.Should().Be(3);
    }

    [Fact]
    public async Task A_tool_of_another_host_is_not_listed()
    {
        await using var app = await StartAsync([typeof(HostsController)]);

        (await NamesAsync(app)).Should().Equal("here");
        (await app.CallToolAsync("elsewhere")).Text().Should().StartWith("404");
    }

    [Theory]
    [InlineData(typeof(UnknownPolicyController), "The AuthorizationPolicy named: 'Missing' was not found. Add it with AddAuthorizationBuilder()")]
    [InlineData(typeof(UnknownSchemeController), "the authentication scheme 'Missing' does not exist")]
    public async Task A_guard_that_does_not_exist_stops_the_start(Type controller, string message)
    {
        var start = () => StartAsync([controller]);

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage($"*{message}*");
    }

    [Fact]
    public async Task A_challenge_that_no_scheme_can_make_stops_the_start()
    {
        var start = () => McpTestApp.StartAsync([typeof(UserController)], services: services => services.AddAuthorization(), pipeline: app => app.UseAuthorization());

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*no authentication scheme can challenge*");
    }

    private static async Task<string[]> NamesAsync(McpTestApp app, params (string, string)[] headers)
    {
        await using var client = await app.ConnectAsync("/mcp", headers);
        return [.. (await client.ListToolsAsync()).Select(tool => tool.Name)];
    }

    private static Task<McpTestApp> StartAsync(
        Type[] controllers, Action<McpOptions>? options = null, Action<IServiceCollection>? services = null) => McpTestApp.StartAsync(
        controllers,
        options,
        collection =>
        {
            HeaderAuthentication.AddTo(collection);
            collection.AddAuthorizationBuilder()
                .AddPolicy("orders.delete", policy => policy.RequireAuthenticatedUser().AddRequirements(new Permission("orders.delete")))
                .AddPolicy("orders.read", policy => policy.RequireAuthenticatedUser().AddRequirements(new Permission("orders.read")));
            collection.AddSingleton<IAuthorizationHandler, PermissionHandler>();
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

    private sealed record Permission(string Name) : IAuthorizationRequirement;

    private sealed class PermissionHandler : AuthorizationHandler<Permission>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Permission requirement)
        {
            if (context.User.IsInRole(requirement.Name))
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }

    private sealed class CountingHandler : AuthorizationHandler<Permission>
    {
        public int Asked { get; private set; }

        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Permission requirement)
        {
            Asked++;
            return Task.CompletedTask;
        }
    }

    // Derived from a class of the framework, and told apart by something that the framework does not know.
    private sealed class OnDay(string role, bool weekday) : RolesAuthorizationRequirement([role])
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RolesAuthorizationRequirement requirement) =>
            weekday ? base.HandleRequirementAsync(context, requirement) : Task.CompletedTask;
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class OnDayAttribute(bool weekday) : Attribute, IAuthorizationRequirementData
    {
        public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new OnDay("worker", weekday)];
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class GrantedAttribute : Attribute;

    private sealed class GrantsByEndpoint : AuthorizationHandler<RolesAuthorizationRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RolesAuthorizationRequirement requirement)
        {
            if ((context.Resource as HttpContext)?.GetEndpoint()?.Metadata.GetMetadata<GrantedAttribute>() is not null)
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }

    [ApiController]
    public sealed class OrdersController : ControllerBase
    {
        [HttpDelete("orders/{id:int}", Name = "delete_order")]
        [Authorize("orders.delete")]
        public string Delete(int id) => $"deleted {id}";
    }

    [ApiController]
    public sealed class MoreController : ControllerBase
    {
        [HttpGet("orders/{id:int}", Name = "get_order")]
        [Authorize("orders.read")]
        public string Get(int id) => $"order {id}";

        [HttpGet("orders", Name = "list_orders")]
        [Authorize("orders.read")]
        public string List() => "orders";
    }

    [ApiController]
    public sealed class DerivedController : ControllerBase
    {
        [HttpGet("weekday", Name = "weekday")]
        [OnDay(true)]
        public string Weekday() => "ran";

        [HttpGet("weekend", Name = "weekend")]
        [OnDay(false)]
        public string Weekend() => "ran";
    }

    [ApiController]
    public sealed class MarkedController : ControllerBase
    {
        [HttpGet("refused", Name = "refused")]
        [Authorize(Roles = "admin")]
        public string Refused() => "ran";

        [HttpGet("granted", Name = "granted")]
        [Authorize(Roles = "admin")]
        [Granted]
        public string Granted() => "ran";
    }

    [ApiController]
    public sealed class HostsController : ControllerBase
    {
        [HttpGet("here", Name = "here")]
        public string Here() => "ran";

        [HttpGet("elsewhere", Name = "elsewhere")]
        [Host("admin.example.com")]
        public string Elsewhere() => "ran";
    }

    [ApiController]
    public sealed class UnknownPolicyController : ControllerBase
    {
        [HttpGet("unknown", Name = "unknown")]
        [Authorize("Missing")]
        public string Get() => "ran";
    }

    [ApiController]
    public sealed class UnknownSchemeController : ControllerBase
    {
        [HttpGet("unknown", Name = "unknown")]
        [Authorize(AuthenticationSchemes = "Missing")]
        public string Get() => "ran";
    }

    [ApiController]
    public sealed class UserController : ControllerBase
    {
        [HttpGet("user", Name = "user")]
        [Authorize]
        public string Get() => "ran";
    }
}
