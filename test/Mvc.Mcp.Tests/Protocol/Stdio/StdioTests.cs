using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol.Protocol;

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
