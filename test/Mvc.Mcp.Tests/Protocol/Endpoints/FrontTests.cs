using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tests.Hosting;
using Mvc.Mcp.Tests.Protocol.Host;

namespace Mvc.Mcp.Tests.Protocol.Endpoints;

/// <summary>
/// The front stands before every endpoint that the official <c>MapMcp</c> maps, wherever and however it does, and changes
/// nothing of how it is routed and guarded.
/// </summary>
public class FrontTests
{
    [Fact]
    public async Task An_endpoint_that_is_mapped_before_and_after_everything_else_is_fronted()
    {
        await using var before = await StartAsync(app =>
        {
            app.MapMcp("/mcp");
            app.MapControllers();
        });
        await using var after = await StartAsync(app =>
        {
            app.MapControllers();
            app.MapMcp("/mcp");
        });

        foreach (var app in new[] { before, after })
        {
            await using var client = await app.ConnectAsync();
            (await client.ListToolsAsync()).Select(tool => tool.Name).Should().Equal("clock", "where");
            (await StatusAsync(app, Rebound("/mcp"))).Should().Be(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task Hand_written_tools_may_be_registered_before_the_actions_and_after_them()
    {
        await using var app = await StartAsync(services: services => services.AddMcpServer().WithTools([McpServerTool.Create(() => "late", new() { Name = "late" })]));
        await using var client = await app.ConnectAsync();

        (await client.ListToolsAsync()).Select(tool => tool.Name).Should().BeEquivalentTo("clock", "late", "where");
        (await client.CallToolAsync("late")).IsError.Should().NotBe(true);
    }

    [Fact]
    public async Task Two_endpoints_of_one_application_are_each_what_they_were_mapped_as()
    {
        await using var app = await StartAsync(app =>
        {
            app.MapControllers();
            app.MapMcp("/mcp");
            app.MapMcp("/own", options => options.ExcludeOperations.Add("where"));
            app.MapMcp("/open", options => options.AllowAnyHost = true);
        });
        await using var own = await app.ConnectAsync("/own");

        (await own.ListToolsAsync()).Select(tool => tool.Name).Should().Equal("clock");
        (await StatusAsync(app, Rebound("/own"))).Should().Be(HttpStatusCode.Forbidden);
        (await StatusAsync(app, Rebound("/open"))).Should().Be(HttpStatusCode.OK);
        var mapped = app.Services.GetRequiredService<IMcpEndpoints>().Endpoints;
        mapped.Select(endpoint => endpoint.RoutePattern.RawText!.Trim('/')).Should().BeEquivalentTo("mcp", "own", "open");
        var metadata = mapped.Single(endpoint => endpoint.RoutePattern.RawText!.Contains("own")).Metadata.GetRequiredMetadata<IMcpEndpointMetadata>();
        metadata.Catalog.Tools.Should().BeEmpty();
        metadata.FindTool("clock").Should().NotBeNull();
        metadata.FindTool("where").Should().BeNull();
    }

    [Fact]
    public async Task Groups_hosts_and_authorization_of_the_endpoint_hold_as_before()
    {
        await using var app = await StartAsync(app =>
        {
            app.MapControllers();
            app.MapGroup("/api/{tenant}").RequireAuthorization().MapMcp("/mcp").RequireHost("mcp.localhost");
        }, HeaderAuthentication.AddTo, app => app.UseAuthorization());

        (await StatusAsync(app, At("/api/north/mcp", "mcp.localhost", "ann"))).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(app, At("/api/north/mcp", "mcp.localhost", null))).Should().Be(HttpStatusCode.Unauthorized);
        (await StatusAsync(app, At("/api/north/mcp", "localhost", "ann"))).Should().Be(HttpStatusCode.NotFound);
        (await StatusAsync(app, At("/mcp", "mcp.localhost", "ann"))).Should().Be(HttpStatusCode.NotFound);
    }

    [Theory, InlineData("GET"), InlineData("DELETE")]
    public async Task Without_sessions_other_methods_are_refused_also_where_the_application_answers_everything_else(string method)
    {
        await using var app = await StartAsync(app =>
        {
            app.MapControllers();
            app.MapMcp("/mcp");
            app.MapFallback(() => "the page of a single-page application");
        });

        using var response = await app.CreateHttpClient().SendAsync(new HttpRequestMessage(new(method), "/mcp"));
        using var page = await app.CreateHttpClient().GetAsync(new Uri("/elsewhere", UriKind.Relative));

        response.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.Should().Equal("POST");
        (await response.ReadErrorCodeAsync()).Should().Be(-32000);
        (await page.Content.ReadAsStringAsync()).Should().StartWith("the page");
    }

    [Fact]
    public async Task A_page_that_the_application_maps_at_the_same_address_is_shown()
    {
        await using var app = await StartAsync(app =>
        {
            app.MapMcp("/mcp");
            app.MapControllers();
            app.MapGet("/mcp/", () => "Here is an MCP endpoint.");
        });
        await using var client = await app.ConnectAsync();

        using var page = await app.CreateHttpClient().GetAsync(new Uri("/mcp", UriKind.Relative));

        (await page.Content.ReadAsStringAsync()).Should().Be("Here is an MCP endpoint.");
        (await client.ListToolsAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task In_sessions_GET_and_DELETE_are_the_official_hosts()
    {
        await using var app = await StartAsync(services: services => services.Configure<HttpServerTransportOptions>(
            options => options.SessionMode = HttpServerSessionMode.StatefulForInitializeClients));
        using var http = app.CreateHttpClient();
        using var begun = await http.SendAsync(McpPost.Initialize());
        var session = begun.Headers.GetValues("Mcp-Session-Id").Single();

        using var stream = await http.SendAsync(McpPost.Get(session), HttpCompletionOption.ResponseHeadersRead);
        using var deleted = await http.SendAsync(McpPost.Delete(session));
        using var rebound = await http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/mcp") { Headers = { Host = "evil.example" } });

        stream.StatusCode.Should().Be(HttpStatusCode.OK);
        deleted.StatusCode.Should().Be(HttpStatusCode.OK);
        rebound.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_cookie_scheme_answers_a_challenge_and_leads_nobody_to_its_page()
    {
        await using var app = await StartAsync(
            app =>
            {
                app.MapControllers();
                app.MapMcp("/mcp").RequireAuthorization();
                app.MapGet("/page", () => "").RequireAuthorization();
            },
            services =>
            {
                services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
                services.AddAuthorization();
            },
            app => app.UseAuthorization());

        (await StatusAsync(app, At("/mcp", "localhost", null))).Should().Be(HttpStatusCode.Unauthorized);
        using var page = await app.CreateHttpClient().GetAsync(new Uri("/page", UriKind.Relative));
        page.StatusCode.Should().Be(HttpStatusCode.Redirect, "that is what the scheme does elsewhere");
    }

    [Fact]
    public async Task An_endpoint_of_the_official_host_that_MapMcp_did_not_map_stops_the_start()
    {
        var start = () => StartAsync(app =>
        {
            app.MapControllers();
            app.MapMcp("/mcp");
            var official = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).First(endpoint => endpoint.DisplayName!.Contains("MCP"));
            app.MapPost("/unguarded", official.RequestDelegate!);
        });

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*/unguarded*MapMcp()*");
    }

    [Fact]
    public async Task Headers_that_mirror_arguments_are_compared_for_the_tools_of_an_endpoint_as_well()
    {
        await using var app = await StartAsync(
            app =>
            {
                app.MapControllers();
                app.MapMcp("/mcp");
                app.MapMcp("/own", options => options.ExcludeOperations.Clear());
            },
            options: options => options.ExcludeOperations.Add("regional"));

        foreach (var (header, status) in new[] { ("us", HttpStatusCode.OK), ("eu", HttpStatusCode.BadRequest) })
        {
            var call = McpPost.Call("regional", new() { ["region"] = "us" });
            call.RequestUri = new Uri("/own", UriKind.Relative);
            call.Headers.Add("Mcp-Param-Region", header);
            (await StatusAsync(app, call)).Should().Be(status);
        }
    }

    [Theory, InlineData(null), InlineData("X-User")]
    public async Task A_custom_attribute_that_asks_for_something_guards_a_hand_written_tool(string? header)
    {
        await using var app = await StartAsync(services: services =>
        {
            HeaderAuthentication.AddTo(services);
            services.AddSingleton<IAuthorizationHandler, NeedsNameHandler>();
            services.AddMcpServer().WithTools([McpServerTool.Create([NeedsName] () => "secret", new() { Name = "guarded" })]);
        }, pipeline: app => app.UseAuthentication());
        await using var client = await app.ConnectAsync("/mcp", header is null ? [] : [(header, "ann")]);

        (await client.ListToolsAsync()).Select(tool => tool.Name).Contains("guarded").Should().Be(header is not null);
        var call = () => client.CallToolAsync("guarded").AsTask();
        if (header is null)
            await call.Should().ThrowAsync<ModelContextProtocol.McpProtocolException>();
        else
            (await call()).IsError.Should().NotBe(true);
    }

    [Fact]
    public async Task Sessions_that_show_actions_another_request_stop_the_start()
    {
#pragma warning disable MCP9006 // It is what must not be set.
        var start = () => StartAsync(services: services => services.Configure<HttpServerTransportOptions>(options => options.PerSessionExecutionContext = true));
#pragma warning restore MCP9006

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*PerSessionExecutionContext*");
    }

    private static async Task<McpTestApp> StartAsync(
        Action<WebApplication>? map = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? pipeline = null,
        Action<McpOptions>? options = null) =>
        await McpTestApp.StartAsync(
            [typeof(WhereController), typeof(RegionalController)],
            options ?? (all => all.ExcludeOperations.Add("regional")),
            services: all =>
            {
                services?.Invoke(all);
                all.AddMcpServer().WithTools([McpServerTool.Create(() => "noon", new() { Name = "clock" })]);
            },
            pipeline: app =>
            {
                app.Use((http, next) =>
                {
                    http.Connection.LocalIpAddress = IPAddress.Loopback;
                    return next(http);
                });
                pipeline?.Invoke(app);
            },
            map: map);

    private static HttpRequestMessage Rebound(string path) => At(path, "evil.example", null);

    private static HttpRequestMessage At(string path, string host, string? user)
    {
        var request = McpPost.Standalone("tools/list");
        request.RequestUri = new Uri(path, UriKind.Relative);
        request.Headers.Host = host;
        if (user is not null)
            request.Headers.Add("X-User", user);
        return request;
    }

    private static async Task<HttpStatusCode> StatusAsync(McpTestApp app, HttpRequestMessage request)
    {
        using var response = await app.CreateHttpClient().SendAsync(request);
        return response.StatusCode;
    }

    [ApiController, Route("where")]
    public sealed class WhereController : ControllerBase
    {
        [HttpGet(Name = "where")]
        public string Get(string? region = null) => $"here {region}";
    }

    [ApiController, Route("regional")]
    public sealed class RegionalController : ControllerBase
    {
        [HttpGet(Name = "regional")]
        public string Get([McpParameter(Header = "Region")] string region) => $"in {region}";
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class NeedsNameAttribute : Attribute, IAuthorizationRequirementData, IAuthorizationRequirement
    {
        public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
    }

    private sealed class NeedsNameHandler : AuthorizationHandler<NeedsNameAttribute>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsNameAttribute requirement)
        {
            if (context.User.Identity?.Name is not null)
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
