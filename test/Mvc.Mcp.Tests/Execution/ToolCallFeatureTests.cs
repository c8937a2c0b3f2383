using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>An action, a filter and middleware can tell a tool call from a request, and log, meter or refuse by it.</summary>
public class ToolCallFeatureTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_tells_the_tool_the_client_and_the_arguments_as_they_were_sent(bool throughPipeline)
    {
        await using var app = await StartAsync(throughPipeline);

        var said = await app.CallToolAsync("tell", new { words = "a", count = "3" });

        said.Text().Should().MatchRegex(@"^tell of .+ in \d{4}-\d\d-\d\d with count=""3"" words=""a"" by /mcp$", "the text of a number is what was sent");
    }

    [Fact]
    public async Task A_request_from_the_network_has_none()
    {
        await using var app = await StartAsync();
        using var http = app.CreateHttpClient();

        (await http.GetStringAsync("/tell?words=a&count=3")).Should().Be("a request");
    }

    [Fact]
    public async Task A_filter_can_refuse_tool_calls()
    {
        await using var app = await StartAsync();
        using var http = app.CreateHttpClient();

        (await http.GetAsync("/people-only")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await app.CallToolAsync("people_only")).Text().Should().StartWith("403").And.Contain("people_only is for people");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_read_of_a_resource_is_told_as_well(bool throughPipeline)
    {
        await using var app = await StartAsync(throughPipeline, options => options.Rules.Add(new OperationRule { Pattern = "^/read", Kind = McpKind.Resource }));
        await using var client = await app.ConnectAsync();

        var read = await client.ReadResourceAsync("api:///read");

        read.Contents.OfType<TextResourceContents>().Single().Text.Should().Be("read with 0 arguments");
    }

    [Fact]
    public async Task A_call_that_an_action_makes_tells_the_clients_own_request()
    {
        await using var app = await StartAsync(services: services => services.AddScoped<ToolCaller>());

        (await app.CallToolAsync("nest")).Text().Should().Contain("tell of").And.EndWith("by /mcp");
    }

    private static Task<McpTestApp> StartAsync(
        bool throughPipeline = false, Action<McpOptions>? options = null, Action<IServiceCollection>? services = null) => McpTestApp.StartAsync(
        [typeof(TellController)],
        o =>
        {
            o.RunThroughPipeline = throughPipeline;
            options?.Invoke(o);
        },
        services);

    [ApiController, Route("")]
    public sealed class TellController : ControllerBase
    {
        [HttpGet("tell", Name = "tell")]
        public string Tell(string? words, int count) => HttpContext.Features.Get<IMcpToolCallFeature>() is { } call
            ? $"{call.ToolName} of {call.Client?.Name ?? "nobody"} in {call.ProtocolVersion ?? "0000-00-00"} with {string.Join(' ', call.Arguments.OrderBy(each => each.Key).Select(each => $"{each.Key}={each.Value.GetRawText()}"))} by {call.McpRequest?.Request.Path}"
            : "a request";

        [HttpGet("people-only", Name = "people_only"), PeopleOnly]
        public string PeopleAlone() => "hello";

        [HttpGet("read", Name = "read")]
        public string Read() => HttpContext.Features.Get<IMcpToolCallFeature>() is { } call ? $"{call.ToolName} with {call.Arguments.Count} arguments" : "a request";

        [HttpGet("nest", Name = "nest")]
        public Task<string> Nest([FromServices] ToolCaller? tools) => tools!.CallAsync("tell", new { count = 1 });
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class PeopleOnlyAttribute : Attribute, IActionFilter
    {
        public void OnActionExecuting(ActionExecutingContext context)
        {
            if (context.HttpContext.Features.Get<IMcpToolCallFeature>() is { } call)
                context.Result = new ObjectResult($"{call.ToolName} is for people") { StatusCode = StatusCodes.Status403Forbidden };
        }

        public void OnActionExecuted(ActionExecutedContext context)
        {
        }
    }
}
