using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Mvc.Mcp.TestApi;
using Mvc.Mcp.Tests.Hosting;
using Mvc.Mcp.Tests.Execution.Twins;

namespace Mvc.Mcp.Tests.Execution.Forwarding;

/// <summary>
/// Every action of the test application is called in process and, by every kind of caller, forwarded from an application
/// beside it: both give the same result and run the same filters. <c>docs/differences.md</c> lists what is different on
/// purpose.
/// </summary>
public partial class ForwardedTwinTests
{
    [Theory]
    [MemberData(nameof(TwinTests.Callers), MemberType = typeof(TwinTests))]
    public async Task A_forwarded_call_gives_what_the_call_in_process_gives_to(string caller, string header, string value)
    {
        var filters = new FilterLog();
        await using var api = await StartApiAsync(filters);
        await using var beside = await StartBesideAsync(api);
        await using var inProcess = await api.ConnectAsync("/mcp", (header, value));
        await using var forwarded = await beside.ConnectAsync("/mcp", (header, value));
        var differences = new List<string>();

        var tools = await inProcess.ListToolsAsync();
        (await forwarded.ListToolsAsync()).Select(Describe).Should().BeEquivalentTo(tools.Select(Describe));
        foreach (var tool in tools)
        {
            foreach (var all in new[] { false, true })
            {
                var arguments = SchemaSample.Arguments(tool.JsonSchema, all).ToDictionary(argument => argument.Key, argument => (object?)argument.Value);
                filters.Take();
                var near = Describe(await inProcess.CallToolAsync(tool.Name, arguments));
                var nearStages = filters.Take();
                var far = Describe(await forwarded.CallToolAsync(tool.Name, arguments));
                var farStages = filters.Take();
                // Who may not call is refused before the arguments are looked at, and over HTTP after routing.
                if (Regex.IsMatch(near, "status\":40[13]") && far.Contains("status\":404", StringComparison.Ordinal))
                    continue;
                if (near != far || !nearStages.SequenceEqual(farStages))
                    differences.Add($"{tool.Name}\n--- in process\n{near}\n{string.Join('\n', nearStages)}\n--- forwarded\n{far}\n{string.Join('\n', farStages)}");
            }
        }

        string.Join("\n\n", differences).Should().BeEmpty($"a call by {caller} differs in nothing");
        tools.Should().HaveCountGreaterThan(100);
    }

    private static async Task<McpTestApp> StartApiAsync(FilterLog filters) => await McpTestApp.StartAsync(
        Controllers(),
        options => options.ToolVisibility = ToolVisibility.All,
        services =>
        {
            HeaderAuthentication.AddTo(services);
            services.AddSingleton<Clock>();
            services.Configure<MvcOptions>(options =>
            {
                options.Filters.Add(filters);
                options.Conventions.Add(new GuardByTurns());
            });
        },
        app => app.Use(AnswerLikeAServer).UseAuthentication().UseAuthorization());

    private static Task<McpTestApp> StartBesideAsync(McpTestApp api) => McpTestApp.StartAsync(
        Controllers(),
        options =>
        {
            options.ForwardTo("api", client => client.BaseAddress = new Uri("http://localhost/"));
            options.PropagatedHeaders.Add("X-User");
            options.PropagatedHeaders.Add("X-Partner");
        },
        services =>
        {
            // MVC takes a parameter for a service only where the service is registered.
            services.AddSingleton<Clock>();
            services.AddHttpClient("api").ConfigurePrimaryHttpMessageHandler(api.Server.CreateHandler);
        },
        map: app => app.MapMcp("/mcp"));

    private static Type[] Controllers() =>
        [.. typeof(TestApiApplication).Assembly.GetExportedTypes().Where(type => typeof(ControllerBase).IsAssignableFrom(type) && !type.IsAbstract)];

    // The test server hands an action's exception on to the client; a real one answers with a bare 500.
    private static async Task AnswerLikeAServer(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (!context.Request.Path.StartsWithSegments("/mcp") && !context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static string Describe(McpClientTool tool) => JsonSerializer.Serialize(tool.ProtocolTool, McpJsonUtilities.DefaultOptions);

    // Every call has a trace of its own.
    private static string Describe(CallToolResult result) =>
        TraceId().Replace(JsonSerializer.Serialize(result, McpJsonUtilities.DefaultOptions), "");

    [GeneratedRegex("""(\\nThe server logged the cause under trace id [^"]*\.)|(\\u0022traceId\\u0022:\\u0022[^\\]*\\u0022)|(\\"traceId\\":\\"[^\\]*\\")|("mvc-mcp/traceId":"[^"]*",?)""")]
    private static partial Regex TraceId();
}
