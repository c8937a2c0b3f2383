using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>The middleware that runs for a tool call.</summary>
public class PipelineTests
{
    [Fact]
    public async Task A_limit_of_rate_counts_the_calls_of_all_MCP_endpoints_together()
    {
        await using var app = await StartAsync(services: OncePerDay, map: app =>
        {
            app.MapControllers();
            app.MapMcp("/mcp");
            app.MapMcp("/mcp/other", options => options.ConfigurePipeline = pipeline => pipeline.Use((context, next) => next(context)));
        });
        await using var other = await app.ConnectAsync("/mcp/other");

        (await app.CallToolAsync("limited")).Text().Should().Be("within the limit");
        (await other.CallToolAsync("limited")).Text().Should().StartWith("429");
    }

    [Fact]
    public async Task A_limit_of_rate_goes_on_counting_when_the_catalog_is_made_anew()
    {
        await using var app = await StartAsync(services: OncePerDay);

        (await app.CallToolAsync("limited")).Text().Should().Be("within the limit");
        await app.Catalog.RefreshAsync();
        (await app.CallToolAsync("limited")).Text().Should().StartWith("429");
    }

    [Theory]
    [InlineData("fail", "500 Internal Server Error\nerror page of 500")]
    [InlineData("missing", "404 Not Found\nerror page of 404")]
    [InlineData("refused", "401 Unauthorized\nWWW-Authenticate: User\nerror page of 401")]
    public async Task Middleware_that_the_options_add_may_run_another_endpoint_instead(string tool, string expected)
    {
        await using var app = await StartAsync(options => options.ConfigurePipeline = pipeline => pipeline
            .UseExceptionHandler("/pipeline/error")
            .UseStatusCodePagesWithReExecute("/pipeline/error"));

        (await app.CallToolAsync(tool)).Text().Should().Be(expected);
    }

    [Fact]
    public async Task An_endpoint_that_runs_instead_is_guarded_as_it_is()
    {
        await using var app = await StartAsync(options => options.ConfigurePipeline = pipeline => pipeline
            .UseStatusCodePagesWithReExecute("/pipeline/refused"));

        (await app.CallToolAsync("missing")).Text().Should().StartWith("401");
    }

    private static void OncePerDay(IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy("once", _ => RateLimitPartition.GetFixedWindowLimiter("all", _ => new() { PermitLimit = 1, Window = TimeSpan.FromDays(1) }));
    });

    private static Task<McpTestApp> StartAsync(
        Action<McpOptions>? options = null, Action<IServiceCollection>? services = null, Action<WebApplication>? map = null) =>
        McpTestApp.StartAsync(
            [typeof(PipelineController)],
            options,
            collection =>
            {
                HeaderAuthentication.AddTo(collection);
                services?.Invoke(collection);
            },
            pipeline: app => app.UseAuthentication().UseAuthorization(),
            map);

    [Route("pipeline")]
    public sealed class PipelineController : ControllerBase
    {
        [EnableRateLimiting("once")]
        [HttpGet("limited", Name = "limited")]
        public string Limited() => "within the limit";

        [HttpGet("fail", Name = "fail")]
        public string Fail() => throw new InvalidOperationException("secret");

        [HttpGet("missing", Name = "missing")]
        public ActionResult Missing() => new StatusCodeResult(StatusCodes.Status404NotFound);

        [Authorize]
        [HttpGet("refused", Name = "refused")]
        public string Refused() => "secret";

        [ApiExplorerSettings(IgnoreApi = true)]
        [Route("error")]
        public ContentResult Error() => Content($"error page of {Response.StatusCode}");
    }
}
