using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Protocol.Stdio;

/// <summary>An application run by a local client, without a port.</summary>
public class StdioTests
{
    public sealed class PerCall
    {
        public Guid Id { get; } = Guid.NewGuid();
    }

    [Route("local")]
    public class LocalController(PerCall service) : ControllerBase
    {
        [HttpGet("hello/{name}", Name = "hello")]
        public string Hello(string name) => $"Hello {name}, from {User.Identity?.Name ?? "nobody"}";

        [HttpGet("scope", Name = "scope")]
        public Guid[] Scope([FromServices] PerCall again) => [service.Id, again.Id];

        [HttpPost("things", Name = "create")]
        public ActionResult<string> Create() => CreatedAtRoute("hello", new { name = "new" }, "made");

        [Authorize(Roles = "keeper")]
        [HttpGet("admin", Name = "admin")]
        public string Admin() => "for keepers";

        [Authorize(AuthenticationSchemes = BearerTokenDefaults.AuthenticationScheme)]
        [HttpGet("scheme", Name = "scheme")]
        public string Scheme() => $"for {User.Identity!.Name}";
    }

    [Fact]
    public async Task Actions_are_called_without_a_server()
    {
        await using var app = StdioApp.Start(typeof(LocalController), services: services => AddServices(services));
        await using var client = await app.ConnectAsync();

        var result = await client.CallToolAsync("hello", new Dictionary<string, object?> { ["name"] = "Ada" });

        Text(result).Should().Be("Hello Ada, from nobody");
    }

    [Fact]
    public async Task The_configured_user_is_whom_the_action_sees()
    {
        await using var app = StdioApp.Start(typeof(LocalController), o => o.User = User("Grace", "keeper"), services => AddServices(services));
        await using var client = await app.ConnectAsync();

        Text(await client.CallToolAsync("hello", new Dictionary<string, object?> { ["name"] = "Ada" })).Should().Be("Hello Ada, from Grace");
        Text(await client.CallToolAsync("admin")).Should().Be("for keepers");
        Text(await client.CallToolAsync("scheme")).Should().Be("for Grace");
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("scheme")]
    public async Task Nobody_is_refused_what_asks_for_authorization(string tool)
    {
        await using var app = StdioApp.Start(typeof(LocalController), services: services => AddServices(services));
        await using var client = await app.ConnectAsync();

        var result = await client.CallToolAsync(tool);

        result.IsError.Should().BeTrue();
        Text(result).Should().Contain("401");
    }

    [Fact]
    public async Task A_user_without_the_role_is_refused()
    {
        await using var app = StdioApp.Start(typeof(LocalController), o => o.User = User("Grace", "guest"), services => AddServices(services));
        await using var client = await app.ConnectAsync();

        Text(await client.CallToolAsync("admin")).Should().Contain("403");
    }

    [Fact]
    public async Task Conventions_on_the_mapped_endpoints_count()
    {
        await using var app = StdioApp.Start(typeof(LocalController), services: services => AddServices(services), map: web => web.MapControllers().RequireAuthorization());
        await using var client = await app.ConnectAsync();

        Text(await client.CallToolAsync("hello", new Dictionary<string, object?> { ["name"] = "Ada" })).Should().Contain("401");
    }

    [Fact]
    public async Task Each_call_has_services_of_its_own()
    {
        await using var app = StdioApp.Start(typeof(LocalController), services: services => AddServices(services));
        await using var client = await app.ConnectAsync();

        var first = Text(await client.CallToolAsync("scope"));
        var second = Text(await client.CallToolAsync("scope"));

        var ids = System.Text.Json.JsonSerializer.Deserialize<Guid[]>(first)!;
        ids[0].Should().Be(ids[1]);
        second.Should().NotContain(ids[0].ToString());
    }

    [Fact]
    public async Task A_link_to_a_made_thing_can_be_made()
    {
        await using var app = StdioApp.Start(typeof(LocalController), services: services => AddServices(services));
        await using var client = await app.ConnectAsync();

        var result = await client.CallToolAsync("create");

        result.IsError.Should().NotBe(true);
        Text(result).Should().Contain("/local/hello/new");
    }

    [Fact]
    public async Task Hosted_services_run_as_long_as_the_client_stays()
    {
        var hosted = new Hosted();
        var app = StdioApp.Start(typeof(LocalController), services: services => AddServices(services).AddSingleton<IHostedService>(hosted));
        await using (var client = await app.ConnectAsync())
        {
            hosted.Log.Should().Equal("start");
        }

        await app.CloseAsync();

        hosted.Log.Should().Equal("start", "stopping", "stop");
    }

    [Fact]
    public async Task A_hosted_service_that_fails_to_stop_keeps_the_others_from_nothing()
    {
        var (first, last) = (new Hosted(), new Hosted());
        var app = StdioApp.Start(typeof(LocalController), services: services => AddServices(services)
            .AddSingleton<IHostedService>(first)
            .AddSingleton<IHostedService>(new FailsToStop())
            .AddSingleton<IHostedService>(last));
        await (await app.ConnectAsync()).DisposeAsync();

        await app.Invoking(it => it.CloseAsync()).Should().ThrowAsync<Exception>().Where(exception => exception.ToString().Contains("cannot stop"));

        first.Log.Should().Equal("start", "stopping", "stop");
        last.Log.Should().Equal("start", "stopping", "stop");
    }

    [Fact]
    public async Task A_web_server_that_is_registered_too_late_to_make_way_stops_the_start()
    {
        var run = () => StdioApp.Start(typeof(LocalController), services: services => AddServices(services).AddSingleton<IServer>(new WebServer())).Running;

        await run.Should().ThrowAsync<InvalidOperationException>().WithMessage("*before AddMcp()*");
    }

    [Fact]
    public async Task An_application_that_is_not_run_so_has_its_web_server()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddControllers().UseOnlyControllers(typeof(LocalController)).AddMcp();
        AddServices(builder.Services);
        await using var app = builder.Build();
        app.MapControllers();
        app.MapMcp("/mcp");

        await app.StartAsync();

        using var http = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        (await http.GetStringAsync(new Uri("/local/hello/Ada", UriKind.Relative))).Should().Be("Hello Ada, from nobody");
    }

    [Fact]
    public async Task A_server_that_is_looked_for_by_its_type_is_left_alone()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddControllers().AddMcp();
        await using var app = builder.Build();

        app.GetTestServer().Should().NotBeNull();
    }

    [Fact]
    public async Task What_is_wrong_with_the_catalog_stops_the_start()
    {
        var run = () => StdioApp.Start(typeof(LocalController), services: services =>
            AddServices(services).Configure<McpOptions>(o => o.DocumentName = "missing")).Running;

        await run.Should().ThrowAsync<InvalidOperationException>().WithMessage("*missing*");
    }

    private static IServiceCollection AddServices(IServiceCollection services)
    {
        services.AddScoped<PerCall>();
        services.AddAuthentication().AddBearerToken();
        return services;
    }

    private static ClaimsPrincipal User(string name, string role) =>
        new(new ClaimsIdentity([new(ClaimTypes.Name, name), new(ClaimTypes.Role, role)], "stdio"));

    private static string Text(CallToolResult result) =>
        string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));

    private sealed class FailsToStop : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("It cannot stop.");
    }

    private sealed class WebServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }

    private sealed class Hosted : IHostedLifecycleService
    {
        public List<string> Log { get; } = [];

        public Task StartAsync(CancellationToken cancellationToken) => Note("start");

        public Task StopAsync(CancellationToken cancellationToken) => Note("stop");

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Note("stopping");

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private Task Note(string what)
        {
            Log.Add(what);
            return Task.CompletedTask;
        }
    }
}
