using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>Through the pipeline, too, nobody is asked about a call that would be refused.</summary>
public class PipelineConfirmationTests
{
    [Theory]
    [InlineData("owned", "ann", "401", "403")]
    [InlineData("guarded", "x", "403", "403")]
    public async Task Who_may_not_call_is_asked_nothing_and_told_nothing(string tool, string id, string anonymous, string other)
    {
        await using var app = await StartAsync();

        var nobody = await app.CallAsync(tool, new { id });
        var bob = await app.CallAsync(tool, new { id }, headers: ("X-User", "bob"));

        TextOf(nobody).Should().StartWith(anonymous);
        TextOf(bob).Should().StartWith(other);
        (nobody.ToJsonString() + bob).Should().NotContain("Close an account");
    }

    [Fact]
    public async Task Who_may_call_is_asked_and_the_action_runs_with_the_answer_alone()
    {
        await using var app = await StartAsync();
        var runs = app.Services.GetRequiredService<Runs>();

        var asked = await app.CallAsync("owned", new { id = "ann" }, headers: ("X-User", "ann"));
        asked["result"]!["inputRequests"]!["confirm"]!["params"]!["message"]!.ToString().Should().StartWith("Run \"Close an account\"");
        runs.Count.Should().Be(0);

        var ticket = asked["result"]!["requestState"]!.ToString();
        var done = await app.CallAsync(
            "owned",
            new { id = "ann" },
            new { requestState = ticket, inputResponses = new { confirm = new { action = "accept", content = new { } } } },
            headers: ("X-User", "ann"));
        TextOf(done).Should().Be("closed ann");
        runs.Count.Should().Be(1);
    }

    [Fact]
    public async Task A_filter_of_MVC_that_authorizes_is_asked_before()
    {
        await using var app = await StartAsync(services => services.Configure<MvcOptions>(
            options => options.Filters.Add(new AuthorizeFilter(new AuthorizationPolicyBuilder().RequireRole("admin").Build()))));

        TextOf(await app.CallAsync("owned", new { id = "ann" }, headers: ("X-User", "ann"))).Should().StartWith("403");
        (await app.CallAsync("owned", new { id = "ann" }, headers: ("X-User", "ann,admin")))["result"]!["inputRequests"].Should().NotBeNull();
    }

    private static string TextOf(JsonObject answer) => answer["result"]!["content"]![0]!["text"]!.GetValue<string>();

    private static Task<McpTestApp> StartAsync(Action<IServiceCollection>? services = null) => McpTestApp.StartAsync(
        [typeof(AccountsController)],
        options =>
        {
            options.RunThroughPipeline = true;
            options.PropagatedHeaders.Add("X-User");
        },
        collection =>
        {
            collection.AddSingleton<Runs>();
            HeaderAuthentication.AddTo(collection);
            collection.AddAuthorizationBuilder().AddPolicy("Own", policy => policy.RequireAuthenticatedUser().RequireAssertion(
                context => (context.Resource as HttpContext)?.GetRouteValue("id") as string == context.User.Identity?.Name));
            services?.Invoke(collection);
        },
        app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
            app.UseWhen(context => context.Request.Path.StartsWithSegments("/guarded"), branch => branch.Run(context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }));
        },
        app =>
        {
            app.MapControllers();
            app.MapMcp("/mcp").AllowAnonymous();
        });

    public sealed class Runs
    {
        public int Count { get; set; }
    }

    [ApiController]
    public sealed class AccountsController(Runs runs) : ControllerBase
    {
        [McpTool(Title = "Close an account", Confirm = true)]
        [HttpDelete("accounts/{id}", Name = "owned")]
        [Authorize("Own")]
        public string Owned(string id)
        {
            runs.Count++;
            return $"closed {id}";
        }

        [McpTool(Title = "Close an account", Confirm = true)]
        [HttpDelete("guarded/{id}", Name = "guarded")]
        public string Guarded(string id) => $"closed {id}";
    }
}
