using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Explorer.Tests.Browser;

namespace Mvc.Mcp.Explorer.Tests;

/// <summary>Who may open the page: in development anyone who reaches it, elsewhere only those whom the application names.</summary>
public class AccessTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Outside_development_the_start_stops_where_nobody_is_named_and_shows_the_line_to_write(string environment)
    {
        var start = () => ExplorerApp.StartAsync(environment);

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage(
            "*app.MapMcpExplorer(\"/mcp-explorer\").RequireAuthorization(\"policy\")*if (app.Environment.IsDevelopment())*.AllowAnonymous()*");
    }

    [Fact]
    public async Task In_development_it_is_open()
    {
        await using var app = await ExplorerApp.StartAsync();

        (await StatusAsync(app, "/mcp-explorer/", null)).Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/mcp-explorer/")]
    [InlineData("/mcp-explorer/main.js")]
    [InlineData("/mcp-explorer/catalog.json")]
    public async Task Everything_of_the_page_is_under_the_policy_that_it_asks_for(string path)
    {
        await using var app = await ExplorerApp.StartAsync("Production", map: app => MapBoth(app).RequireAuthorization("keeper"), services: AddKeeper);

        (await StatusAsync(app, path, null)).Should().Be(HttpStatusCode.Unauthorized);
        (await StatusAsync(app, path, "somebody")).Should().Be(HttpStatusCode.Forbidden);
        (await StatusAsync(app, path, "anna,keeper")).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_passes_the_page_does_not_pass_the_endpoint_by_it()
    {
        await using var app = await ExplorerApp.StartAsync(map: app =>
        {
            app.MapMcp("/mcp").RequireAuthorization();
            app.MapMcpExplorer();
        });
        using var client = app.CreateClient();

        using var response = await client.PostAsync("/mcp", null);

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await app.ReadFactsAsync())["endpoints"]![0]!["tools"]!.AsObject().Should().ContainKey("remove_book");
    }

    [Fact]
    public async Task A_fallback_policy_names_somebody_too()
    {
        await using var app = await ExplorerApp.StartAsync("Production", services: services => services.AddAuthorization(
            options => options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()));

        (await StatusAsync(app, "/mcp-explorer/catalog.json", null)).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task So_does_the_group_that_it_is_mapped_in()
    {
        await using var app = await ExplorerApp.StartAsync("Production", map: app =>
        {
            app.MapMcp("/mcp");
            app.MapGroup("/tools").RequireAuthorization().MapMcpExplorer();
        });

        (await StatusAsync(app, "/tools/mcp-explorer/", null)).Should().Be(HttpStatusCode.Unauthorized);
        (await StatusAsync(app, "/tools/mcp-explorer/", "anna")).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_is_open_to_everyone_where_the_application_says_so()
    {
        await using var app = await ExplorerApp.StartAsync("Production", map: app => MapBoth(app).AllowAnonymous());

        (await StatusAsync(app, "/mcp-explorer/catalog.json", null)).Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("catalog.json", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.Forbidden, "rebound.example")]
    [InlineData("main.js", HttpStatusCode.Forbidden, "rebound.example")]
    [InlineData("catalog.json", HttpStatusCode.Forbidden, "rebound.example")]
    [InlineData("catalog.json", HttpStatusCode.OK, "rebound.example", true)]
    public async Task On_loopback_it_answers_to_the_names_alone_that_the_MCP_endpoints_answer_to(
        string file, HttpStatusCode status, string? host = null, bool allowAnyHost = false)
    {
        await using var app = GalleryServer.Build(services => services.Configure<McpOptions>(options => options.AllowAnyHost = allowAnyHost));
        await app.StartAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(app.Urls.First()), $"/mcp-explorer/{file}"));
        request.Headers.Host = host;

        using var response = await client.SendAsync(request);

        response.StatusCode.Should().Be(status);
    }

    [Fact]
    public void Without_AddMcp_it_says_what_is_missing()
    {
        var app = WebApplication.CreateSlimBuilder().Build();

        var map = () => app.MapMcpExplorer();

        map.Should().Throw<InvalidOperationException>().WithMessage("*AddControllers().AddMcp()*");
    }

    private static IEndpointConventionBuilder MapBoth(WebApplication app)
    {
        app.MapMcp("/mcp");
        return app.MapMcpExplorer();
    }

    private static void AddKeeper(IServiceCollection services) =>
        services.AddAuthorization(options => options.AddPolicy("keeper", policy => policy.RequireRole("keeper")));

    private static async Task<HttpStatusCode> StatusAsync(ExplorerApp app, string path, string? user)
    {
        using var client = app.CreateClient(user);
        using var response = await client.GetAsync(path);
        return response.StatusCode;
    }
}
