using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>A call finds its caller by <see cref="IHttpContextAccessor"/>, whatever an application makes of it.</summary>
public class AccessorTests
{
    [Fact]
    public async Task A_context_factory_that_does_not_set_it_lets_nobody_past_the_scheme_of_an_action()
    {
        await using var app = await StartAsync(services => services.AddSingleton<IHttpContextFactory, PlainContextFactory>());

        (await app.CallToolAsync("partner", null, ("X-User", "ann"))).Text().Should().StartWith("401");
        (await app.CallToolAsync("partner", null, ("X-Partner", "bob"))).Text().Should().Be("bob at /accessor/partner");
    }

    [Fact]
    public async Task A_context_factory_that_does_not_set_it_leaves_each_endpoint_its_own_tools()
    {
        await using var app = await StartAsync(
            services => services.AddSingleton<IHttpContextFactory, PlainContextFactory>(),
            app =>
            {
                app.MapControllers();
                app.MapMcp("/mcp", options => options.ExcludeOperations.Add("partner"));
            });
        await using var client = await app.ConnectAsync();

        (await client.ListToolsAsync()).Select(tool => tool.Name).Should().Equal("where");
        await client.Invoking(it => it.CallToolAsync("partner").AsTask()).Should().ThrowAsync<ModelContextProtocol.McpException>();
    }

    [Fact]
    public async Task Another_in_its_place_stops_the_start_and_says_what_to_do()
    {
        var start = () => StartAsync(services => services.AddSingleton<IHttpContextAccessor, HttpContextAccessor>());

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*HttpContextAccessor*registered after AddMcp()*Register it before AddMcp()*");
    }

    [Fact]
    public async Task One_that_decorates_it_shows_the_call()
    {
        await using var app = await StartAsync(services =>
        {
            var inner = services.Last(service => service.ServiceType == typeof(IHttpContextAccessor));
            services.AddSingleton<IHttpContextAccessor>(provider => new Decorator((IHttpContextAccessor)inner.ImplementationFactory!(provider)));
        });

        (await app.CallToolAsync("where")).Text().Should().Be("/accessor/where");
    }

    private static Task<McpTestApp> StartAsync(Action<IServiceCollection> services, Action<WebApplication>? map = null) => McpTestApp.StartAsync(
        [typeof(AccessorController)],
        services: collection =>
        {
            HeaderAuthentication.AddTo(collection);
            services(collection);
        },
        pipeline: app => app.UseAuthentication().UseAuthorization(),
        map: map);

    private sealed class PlainContextFactory(IServiceScopeFactory scopes) : IHttpContextFactory
    {
        public HttpContext Create(IFeatureCollection featureCollection) => new DefaultHttpContext(featureCollection) { ServiceScopeFactory = scopes };

        public void Dispose(HttpContext httpContext)
        {
        }
    }

    private sealed class Decorator(IHttpContextAccessor inner) : IHttpContextAccessor
    {
        public HttpContext? HttpContext
        {
            get => inner.HttpContext;
            set => inner.HttpContext = value;
        }
    }

    [Route("accessor")]
    public sealed class AccessorController(IHttpContextAccessor accessor) : ControllerBase
    {
        [Authorize(AuthenticationSchemes = "Partner")]
        [HttpGet("partner", Name = "partner")]
        public string Partner() => $"{User.Identity!.Name} at {Where()}";

        [HttpGet("where", Name = "where")]
        public string Where() => accessor.HttpContext!.Request.Path;
    }
}
