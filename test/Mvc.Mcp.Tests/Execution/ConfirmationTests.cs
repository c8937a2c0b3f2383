using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

public class ConfirmationTests
{
    [Theory]
    [InlineData("2026-07-28", HttpServerSessionMode.Stateless)]
    [InlineData("2026-07-28", HttpServerSessionMode.StatefulForInitializeClients)]
    [InlineData("2025-11-25", HttpServerSessionMode.Stateful)]
    public async Task A_destructive_tool_runs_when_the_user_agrees_and_only_then(string version, HttpServerSessionMode mode)
    {
        var log = new Log();
        await using var app = await StartAsync(log, mode);
        var asked = new List<string>();

        var declined = await CallAsync(app, version, request => Answer("decline", request));
        log.Removed.Should().BeEmpty();
        var agreed = await CallAsync(app, version, request => Answer("accept", request));

        declined.IsError.Should().BeTrue();
        declined.Text().Should().Be("The user did not agree to this call; it was not made.");
        agreed.Text().Should().Be("204 No Content");
        log.Removed.Should().Equal(7);
        asked.Should().HaveCount(2).And.OnlyContain(question => question.EndsWith("\nid: 7"));

        ElicitResult Answer(string action, ElicitRequestParams? request)
        {
            asked.Add(request!.Message);
            return new ElicitResult { Action = action };
        }
    }

    [Theory]
    [InlineData("2026-07-28", HttpServerSessionMode.Stateless, false)]
    [InlineData("2025-11-25", HttpServerSessionMode.Stateful, false)]
    [InlineData("2025-11-25", HttpServerSessionMode.Stateless, true)]
    public async Task Where_nobody_can_ask_the_user_the_tool_is_refused_and_says_why(string version, HttpServerSessionMode mode, bool hasHandler)
    {
        var log = new Log();
        await using var app = await StartAsync(log, mode);

        var result = await CallAsync(app, version, hasHandler ? _ => new ElicitResult { Action = "accept" } : null);

        result.IsError.Should().BeTrue();
        result.Text().Should().Contain("runs only after the user has confirmed it");
        log.Removed.Should().BeEmpty();
    }

    [Fact]
    public async Task The_answer_to_one_question_does_not_confirm_another_call()
    {
        var log = new Log();
        await using var app = await StartAsync(log, HttpServerSessionMode.Stateless);
        await using var client = await ConnectAsync(app, "2026-07-28", _ => new ElicitResult { Action = "accept" });

        var result = await client.CallToolAsync(new CallToolRequestParams
        {
            Name = "remove",
            Arguments = new Dictionary<string, System.Text.Json.JsonElement> { ["id"] = System.Text.Json.JsonSerializer.SerializeToElement(8) },
            InputResponses = new Dictionary<string, InputResponse> { ["confirm"] = InputResponse.FromElicitResult(new ElicitResult { Action = "accept" }) },
            RequestState = "of another call",
        });

        result.Text().Should().StartWith("The confirmation does not belong to this call.");
        log.Removed.Should().BeEmpty();
    }

    [Fact]
    public async Task What_destroys_nothing_is_not_asked_about()
    {
        var log = new Log();
        await using var app = await StartAsync(log, HttpServerSessionMode.Stateless);

        (await app.CallToolAsync("read", new { id = 7 })).Text().Should().Be("7");
    }

    [Fact]
    public async Task An_attribute_asks_for_one_tool_and_spares_another()
    {
        var log = new Log();
        await using var app = await StartAsync(log, HttpServerSessionMode.Stateless);

        (await app.CallToolAsync("launch")).Text().Should().Contain("runs only after the user has confirmed it");
        (await app.CallToolAsync("spared", new { id = 3 })).IsError.Should().NotBe(true);
        log.Removed.Should().Equal(3);
    }

    private static async Task<CallToolResult> CallAsync(McpTestApp app, string version, Func<ElicitRequestParams?, ElicitResult>? answer)
    {
        await using var client = await ConnectAsync(app, version, answer);
        return await client.CallToolAsync("remove", new Dictionary<string, object?> { ["id"] = 7 });
    }

    private static Task<McpClient> ConnectAsync(McpTestApp app, string version, Func<ElicitRequestParams?, ElicitResult>? answer)
    {
        var options = new McpClientOptions { ProtocolVersion = version };
        if (answer is not null)
            options.Handlers.ElicitationHandler = (request, _) => ValueTask.FromResult(answer(request));
        return McpClient.CreateAsync(
            new HttpClientTransport(
                new() { Endpoint = new Uri("http://localhost/mcp"), TransportMode = HttpTransportMode.StreamableHttp }, app.CreateHttpClient(), ownsHttpClient: true),
            options);
    }

    private static Task<McpTestApp> StartAsync(Log log, HttpServerSessionMode mode) => McpTestApp.StartAsync(
        [typeof(ThingsController)],
        options => options.ConfirmDestructive = true,
        services =>
        {
            services.AddSingleton(log);
            services.Configure<HttpServerTransportOptions>(options => options.SessionMode = mode);
        });

    public sealed class Log
    {
        public List<int> Removed { get; } = [];
    }

    [ApiController]
    [Route("things")]
    public sealed class ThingsController(Log log) : ControllerBase
    {
        [HttpGet("{id}", Name = "read")]
        public int Read(int id) => id;

        [McpTool(Confirm = true)]
        [HttpPost("launch", Name = "launch")]
        public NoContentResult Launch() => Remove(0);

        [McpTool(Confirm = false)]
        [HttpDelete("spared/{id}", Name = "spared")]
        public NoContentResult Spare(int id) => Remove(id);

        [HttpDelete("{id}", Name = "remove")]
        public NoContentResult Remove(int id)
        {
            log.Removed.Add(id);
            return NoContent();
        }
    }
}
