using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Routing;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>
/// An application may serve MCP alone and map none of its actions. They run all the same, behind everything that stands on
/// them; but an application that maps its actions, and has taken one away, has taken away its tool.
/// </summary>
public class UnmappedActionTests
{
    [Fact]
    public async Task Actions_that_no_route_reaches_are_tools()
    {
        await using var app = await StartAsync(mapsActions: false);
        using var http = app.CreateHttpClient();

        (await http.GetAsync(new Uri("/things/7", UriKind.Relative))).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
        (await app.CallToolAsync("get_thing", new { id = 7 })).Text().Should().Be("thing 7 of Things.Get, filtered");
    }

    [Theory]
    [InlineData("secret_thing", null, "401")]
    [InlineData("secret_thing", "ann", "403")]
    [InlineData("secret_thing", "ann,admin", "200")]
    [InlineData("open_secret", null, "200")]
    public async Task What_stands_on_them_counts(string tool, string? user, string status)
    {
        await using var app = await StartAsync(mapsActions: false);

        var result = await app.CallToolAsync(tool, headers: user is null ? [] : [("X-User", user)]);

        if (status == "200")
            result.Text().Should().Be("told");
        else
            result.Text().Should().StartWith(status);
    }

    [Fact]
    public async Task The_constraints_of_their_templates_count()
    {
        await using var app = await StartAsync(mapsActions: false);

        (await app.CallToolAsync("get_thing", new { id = 0 })).Text().Should().StartWith("'id' was given the number 0; expected an integer");
    }

    [Fact]
    public async Task An_action_that_the_application_has_taken_away_is_not_run()
    {
        await using var app = await StartAsync(mapsActions: true);

        (await app.CallToolAsync("open_secret")).Text().Should().StartWith("404");
        (await app.CallToolAsync("get_thing", new { id = 7 })).Text().Should().Be("thing 7 of Things.Get, filtered");
    }

    [Fact]
    public async Task What_the_application_maps_nowhere_is_no_tool_unless_it_says_so()
    {
        await using var app = await StartAsync(mapsActions: false, runsUnmapped: false);
        await using var client = await app.ConnectAsync();

        (await client.ListToolsAsync()).Should().BeEmpty();
        (await app.CallToolAsync("get_thing", new { id = 7 })).Text().Should().StartWith("404");
        (await app.CallToolAsync("get_thing", new { wrong = 7 })).Text().Should().StartWith("404");
    }

    private static Task<McpTestApp> StartAsync(bool mapsActions, bool runsUnmapped = true) => McpTestApp.StartAsync(
        [typeof(ThingsController)],
        options =>
        {
            options.RunUnmappedControllers = runsUnmapped;
            options.ToolVisibility = runsUnmapped ? ToolVisibility.All : ToolVisibility.Authorized;
        },
        HeaderAuthentication.AddTo,
        app => app.UseAuthentication().UseAuthorization(),
        app =>
        {
            if (mapsActions)
            {
                app.MapControllers().Add(endpoint =>
                {
                    if (endpoint.DisplayName!.Contains(nameof(ThingsController.OpenSecret), StringComparison.Ordinal))
                        endpoint.Metadata.Add(new SuppressMatchingMetadata());
                });
            }

            app.MapMcp("/mcp");
        });

    [ApiController]
    [Route("things")]
    private sealed class ThingsController : ControllerBase
    {
        [AddsWord]
        [HttpGet("{id:int:min(1)}", Name = "get_thing")]
        public string Get(int id) => $"thing {id} of {RouteData.Values["controller"]}.{RouteData.Values["action"]}";

        [Authorize(Roles = "admin")]
        [HttpGet("secret", Name = "secret_thing")]
        public string Secret() => "told";

        [HttpGet("open", Name = "open_secret")]
        public string OpenSecret() => "told";
    }

    private sealed class AddsWordAttribute : ResultFilterAttribute
    {
        public override void OnResultExecuting(ResultExecutingContext context) =>
            ((ObjectResult)context.Result).Value += ", filtered";
    }
}
