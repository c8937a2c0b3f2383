using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

using Mvc.Mcp.Tests.Protocol.Host;

namespace Mvc.Mcp.Tests.Protocol.Calls;

/// <summary>Servers are used again for other callers; nothing of one call may be seen by another.</summary>
public class StatelessIsolationTests
{
    private const int Calls = 400;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Theory, InlineData("2026-07-28"), InlineData("2025-11-25"), InlineData(null)]
    public async Task Parallel_calls_see_their_own_user_services_and_context(string? version)
    {
        await using var app = await TestServerApp.StartAsync(
            mcp => mcp.WithTools([McpServerTool.Create(DescribeAsync, new() { Name = "describe" })]),
            services: services => services.AddScoped<Tenant>(),
            pipeline: SignIn);
        using var http = app.Http;

        await Parallel.ForEachAsync(Enumerable.Range(0, Calls), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, cancellationToken) =>
        {
            using var request = version == McpPost.Newest
                ? McpPost.Call("describe")
                : McpPost.Legacy("tools/call", new() { ["name"] = "describe" }, id: i % 3, version: version);
            request.Headers.Add("Test-User", $"user{i}");

            using var response = await http.SendAsync(request, cancellationToken);

            (await TextOfAsync(response)).Should().Be($"user{i} user{i} user{i} user{i}");
        });

        static async Task<string> DescribeAsync(RequestContext<CallToolRequestParams> request)
        {
            var accessor = request.Services!.GetRequiredService<IHttpContextAccessor>();
            var before = accessor.HttpContext!.Request.Headers["Test-User"];
            await Task.Yield();
            var after = accessor.HttpContext!.Request.Headers["Test-User"];
            return $"{request.User!.FindFirst("sub")!.Value} {request.Services!.GetRequiredService<Tenant>().Name} {before} {after}";
        }
    }

    [Fact]
    public async Task What_one_client_says_of_itself_is_not_what_the_next_is_taken_for()
    {
        await using var app = await TestServerApp.StartAsync(mcp => mcp.WithTools(
        [
            McpServerTool.Create(
                (RequestContext<CallToolRequestParams> request) =>
                {
                    var context = request.JsonRpcRequest.Context!;
                    return $"{context.ClientInfo?.Name ?? "-"} {request.Server.ClientInfo?.Name ?? "-"} " +
                        $"{(context.ClientCapabilities?.Elicitation is null ? "-" : "elicits")} {context.LogLevel?.ToString() ?? "-"} {request.User?.Identity?.Name ?? "-"}";
                },
                new() { Name = "describe" }),
        ]), pipeline: SignIn);

        var first = McpPost.Standalone("tools/call", new()
        {
            ["name"] = "describe",
            ["_meta"] = new JsonObject
            {
                ["io.modelcontextprotocol/protocolVersion"] = McpPost.Newest,
                ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject { ["elicitation"] = new JsonObject() },
                ["io.modelcontextprotocol/clientInfo"] = new JsonObject { ["name"] = "talkative", ["version"] = "1" },
                ["io.modelcontextprotocol/logLevel"] = "debug",
            },
        });
        first.Headers.Add("Test-User", "ada");
        using var talkative = await app.Http.SendAsync(first);
        using var silent = await app.Http.SendAsync(McpPost.Call("describe"));

        (await TextOfAsync(talkative)).Should().StartWith("talkative talkative elicits Debug");
        (await TextOfAsync(silent)).Should().Be("- - - - -");
    }

    [Fact]
    public async Task The_handshake_of_one_client_without_a_session_leaves_nothing_for_the_next()
    {
        await using var app = await TestServerApp.StartAsync(mcp => mcp.WithTools(
        [
            McpServerTool.Create((RequestContext<CallToolRequestParams> request) => request.Server.ClientInfo?.Name ?? "-", new() { Name = "client" }),
        ]));

        (await app.Http.SendAsync(McpPost.Initialize())).Dispose();
        using var response = await app.Http.SendAsync(McpPost.Legacy("tools/call", new() { ["name"] = "client" }, version: null));

        (await TextOfAsync(response)).Should().Be("-");
    }

    [Fact]
    public async Task What_a_tool_leaves_running_does_not_meet_the_services_of_the_next_caller()
    {
        var goOn = new TaskCompletionSource();
        var seen = new TaskCompletionSource<string>();
        await using var app = await TestServerApp.StartAsync(
            mcp => mcp.WithTools(
            [
                McpServerTool.Create((RequestContext<CallToolRequestParams> request) => { _ = LookLaterAsync(request.Services!); }, new() { Name = "leave" }),
                McpServerTool.Create(async () => await goOn.Task, new() { Name = "hold" }),
            ]),
            services: services => services.AddScoped<Tenant>(),
            pipeline: SignIn);

        var leaving = McpPost.Call("leave");
        leaving.Headers.Add("Test-User", "ada");
        (await app.Http.SendAsync(leaving)).Dispose();
        var holding = McpPost.Call("hold");
        holding.Headers.Add("Test-User", "eve");
        var held = app.Http.SendAsync(holding);
        goOn.SetResult();
        (await held.WaitAsync(_patience)).Dispose();

        (await seen.Task.WaitAsync(_patience)).Should().NotBe("eve");

        async Task LookLaterAsync(IServiceProvider services)
        {
            await goOn.Task;
            try
            {
                seen.SetResult(services.GetRequiredService<Tenant>().Name);
            }
            catch (InvalidOperationException)
            {
                seen.SetResult("no scope");
            }
        }
    }

    [Fact]
    public async Task Leaving_cancels_a_call_without_a_session_and_its_server_is_not_used_again()
    {
        var entered = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var app = await TestServerApp.StartAsync(mcp => mcp.WithTools(
        [
            McpServerTool.Create(
                async (CancellationToken cancellationToken) =>
                {
                    entered.SetResult();
                    await using var _ = cancellationToken.Register(cancelled.SetResult);
                    await cancelled.Task;
                    cancellationToken.ThrowIfCancellationRequested();
                },
                new() { Name = "endless" }),
            McpServerTool.Create(() => "fresh", new() { Name = "next" }),
        ]));
        using var leave = new CancellationTokenSource();
        var call = app.Http.SendAsync(McpPost.Call("endless"), leave.Token);
        await entered.Task.WaitAsync(_patience);

        await leave.CancelAsync();

        await cancelled.Task.WaitAsync(_patience);
        await call.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        using var next = await app.Http.SendAsync(McpPost.Call("next"));
        (await TextOfAsync(next)).Should().Be("fresh");
    }

    private static void SignIn(WebApplication app) => app.Use((http, next) =>
    {
        if (http.Request.Headers["Test-User"] is [{ } user])
        {
            http.User = new(new ClaimsIdentity([new Claim("sub", user)], "test", "sub", null));
            if (http.RequestServices.GetService<Tenant>() is { } tenant)
                tenant.Name = user;
        }

        return next(http);
    });

    private static async Task<string> TextOfAsync(HttpResponseMessage response) =>
        (await response.ReadMessageAsync())["result"]!["content"]![0]!["text"]!.ToString();

    private sealed class Tenant
    {
        public string Name { get; set; } = "nobody";
    }
}
