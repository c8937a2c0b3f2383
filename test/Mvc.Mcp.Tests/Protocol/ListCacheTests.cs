using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Protocol;

/// <summary>How long a list may be kept, and by whom.</summary>
public class ListCacheTests
{
    [Fact]
    public async Task A_list_that_is_the_same_for_everybody_may_be_kept_by_anybody()
    {
        var list = await ListAsync(typeof(OpenController));

        list.TimeToLive.Should().Be(TimeSpan.FromMinutes(5));
        list.CacheScope.Should().Be(CacheScope.Public);
    }

    [Fact]
    public async Task How_long_is_a_setting() =>
        (await ListAsync(typeof(OpenController), options => options.ListCacheDuration = TimeSpan.Zero)).TimeToLive.Should().Be(TimeSpan.Zero);

    [Fact]
    public async Task A_list_that_authorization_made_is_its_callers_own() =>
        (await ListAsync(typeof(GuardedController))).CacheScope.Should().Be(CacheScope.Private);

    [Fact]
    public async Task A_list_that_shows_all_to_all_is_everybodys() =>
        (await ListAsync(typeof(GuardedController), options => options.ToolVisibility = ToolVisibility.All)).CacheScope.Should().Be(CacheScope.Public);

    [Fact]
    public async Task A_list_that_a_filter_of_the_application_may_have_changed_is_its_callers_own() =>
        (await ListAsync(typeof(OpenController), services: services => services.Configure<McpServerOptions>(options =>
            options.Filters.Request.ListToolsFilters.Add(next => (request, cancellationToken) => next(request, cancellationToken))))).CacheScope.Should().Be(CacheScope.Private);

    [Fact]
    public async Task A_list_behind_authorization_is_its_callers_own()
    {
        (await ListAsync(typeof(OpenController), map: app => app.MapMcp("/mcp").RequireAuthorization())).CacheScope.Should().Be(CacheScope.Private);
        (await ListAsync(typeof(OpenController), services: services => services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()))).CacheScope.Should().Be(CacheScope.Private);
    }

    private static async Task<ListToolsResult> ListAsync(
        Type controller, Action<McpOptions>? options = null, Action<IServiceCollection>? services = null, Action<WebApplication>? map = null)
    {
        await using var app = await McpTestApp.StartAsync(
            [controller],
            options,
            collection =>
            {
                HeaderAuthentication.AddTo(collection);
                services?.Invoke(collection);
            },
            app =>
            {
                app.UseAuthentication();
                app.UseAuthorization();
            },
            map is null ? null : app =>
            {
                app.MapControllers();
                map(app);
            });
        await using var client = await app.ConnectAsync("/mcp", ("X-User", "ann"));
        return await client.ListToolsAsync(new ListToolsRequestParams());
    }

    [ApiController, Route("open")]
    public class OpenController : ControllerBase
    {
        [HttpGet]
        public string Get() => "";
    }

    [ApiController, Route("guarded"), Authorize]
    public class GuardedController : ControllerBase
    {
        [HttpGet]
        public string Get() => "";
    }
}
