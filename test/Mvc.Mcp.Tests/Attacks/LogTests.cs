using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tests.Protocol.Host;
using Post = Mvc.Mcp.Tests.Protocol.Host.McpPost;

namespace Mvc.Mcp.Tests.Attacks;

#pragma warning disable MCP9006 // Sessions are one way to the log.

/// <summary>No client fills or forges the log: its mistake is one short line, and no failure of the application.</summary>
public class LogTests
{
    private const string Forged = "x\r\nfail: Forged[0]\n      All is lost\u202E";

    [Theory]
    [InlineData(HttpServerSessionMode.Stateless)]
    [InlineData(HttpServerSessionMode.StatefulForInitializeClients)]
    public async Task An_unknown_tool_is_one_line_whatever_it_is_called(HttpServerSessionMode mode)
    {
        var log = new LogRecorder(LogLevel.Debug);
        await using var app = await StartAsync(log, mode);
        var session = await BeginAsync(app, mode);
        var before = Lines(log).Count;

        using var response = await app.Http.SendAsync(
            Post.Legacy("tools/call", new() { ["name"] = Forged + new string('a', 1_000_000) }, session: session));

        (await response.ReadErrorCodeAsync()).Should().Be(-32602);
        log.At(LogLevel.Warning).Should().BeEmpty();
        var lines = Lines(log).Skip(before).ToList();
        lines.Where(line => line.Contains("The client is at fault") && line.Contains("threw")).Should().ContainSingle()
            .Which.Should().Contain("Unknown tool: 'x\\u000D\\nfail: Forged[0]\\n      All is lost\\u202Eaaa");
        lines.Sum(line => line.Length).Should().BeLessThan(5_000);
        lines.Should().NotContain(line => line.Contains('\n') || line.Contains('\r') || line.Contains("   at "));
    }

    [Theory]
    [InlineData("tools/call", """{ "name": "nowhere" }""")]
    [InlineData("tools/call", """{ "name": "guarded" }""")]
    [InlineData("tools/call", """{ "name": "hello", "arguments": {} }""")]
    [InlineData("resources/read", """{ "uri": "api:///nowhere" }""")]
    [InlineData("resources/read", """{ "uri": "api:///notes/7/more" }""")]
    [InlineData("prompts/get", """{ "name": "nowhere" }""")]
    [InlineData("no/such/method", "{}")]
    [InlineData("tools/list", """{ "cursor": "nonsense" }""")]
    [InlineData("completion/complete", """{ "ref": { "type": "ref/prompt", "name": "nowhere" }, "argument": { "name": "a", "value": "b" } }""")]
    public async Task What_a_client_gets_wrong_is_no_failure_of_the_application(string method, string parameters)
    {
        var log = new LogRecorder(LogLevel.Debug);
        await using var app = await StartAsync(log, HttpServerSessionMode.StatefulForInitializeClients);
        var session = await BeginAsync(app, HttpServerSessionMode.StatefulForInitializeClients);

        foreach (var request in new[]
        {
            Post.Standalone(method, JsonNode.Parse(parameters)!.AsObject()),
            Post.Legacy(method, JsonNode.Parse(parameters)!.AsObject()),
            Post.Legacy(method, JsonNode.Parse(parameters)!.AsObject(), session: session),
        })
        {
            using var response = await app.Http.SendAsync(request);
            (await response.Content.ReadAsStringAsync()).Should().NotBeEmpty();
        }

        log.At(LogLevel.Warning).Should().BeEmpty();
        Lines(log).Should().NotContain(line => line.Contains("   at "));
    }

    [Fact]
    public async Task What_the_application_gets_wrong_is_told_with_its_stack()
    {
        var log = new LogRecorder(LogLevel.Debug);
        await using var app = await StartAsync(log, HttpServerSessionMode.Stateless);

        using var response = await app.Http.SendAsync(Post.Call("broken"));

        log.At(LogLevel.Error).Should().ContainSingle().Which.Should().Contain("It is broken").And.Contain("   at ");
    }

    private static List<string> Lines(LogRecorder log) =>
        [.. log.At(LogLevel.Debug).Where(line => line.StartsWith("ModelContextProtocol", StringComparison.Ordinal) || line.StartsWith("Mvc.Mcp", StringComparison.Ordinal))];

    private static async Task<string?> BeginAsync(TestServerApp app, HttpServerSessionMode mode)
    {
        if (mode == HttpServerSessionMode.Stateless)
            return null;
        using var response = await app.Http.SendAsync(Post.Initialize());
        return response.Headers.GetValues("Mcp-Session-Id").Single();
    }

    private static Task<TestServerApp> StartAsync(LogRecorder log, HttpServerSessionMode mode) => TestServerApp.StartAsync(
        mcp => mcp
            .WithTools(
            [
                McpServerTool.Create((string name) => $"Hello {name}", new() { Name = "hello" }),
                McpServerTool.Create(string () => throw new InvalidOperationException("It is broken"), new() { Name = "broken" }),
                McpServerTool.Create(() => "", new() { Name = "guarded", Metadata = [new Microsoft.AspNetCore.Authorization.AuthorizeAttribute()] }),
            ])
            .WithPrompts([McpServerPrompt.Create((string name) => $"Greet {name}", new() { Name = "greet" })]),
        options => options.SessionMode = mode,
        services =>
        {
            services.AddAuthentication("none").AddCookie("none");
            services.AddAuthorization();
            services.AddSingleton<ILoggerProvider>(log);
            services.Configure<LoggerFilterOptions>(options => options.MinLevel = LogLevel.Debug);
            services.Configure<McpOptions>(options => options.Rules.Add(new() { Pattern = "^/notes/", Kind = McpKind.ResourceTemplate }));
        },
        controllers: [typeof(NotesController)]);

    [ApiController]
    public sealed class NotesController : ControllerBase
    {
        [HttpGet("notes/{id:int}", Name = "note")]
        public string Get(int id) => $"note {id}";
    }
}
