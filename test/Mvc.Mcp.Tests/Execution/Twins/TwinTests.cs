using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Mvc.Mcp.Execution;
using Mvc.Mcp.Requests;
using Mvc.Mcp.TestApi;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution.Twins;

/// <summary>
/// For every action of the test application and every kind of caller, the request a tool call stands for is sent over HTTP
/// as well: both give the same status, headers and body, and run the same filters. <c>docs/differences.md</c> lists what
/// is different on purpose; none of it shows here.
/// </summary>
public class TwinTests
{
    public static TheoryData<string, string, string> Callers => new()
    {
        { "anonymous", "X-Nobody", "-" },
        { "user", "X-User", "ann" },
        { "admin", "X-User", "root,admin" },
        { "partner", "X-Partner", "bob" },
    };

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_tool_call_is_what_the_HTTP_request_would_have_been_for(string caller, string header, string value)
    {
        var filters = new FilterLog();
        await using var app = await StartAsync(filters);
        await using var client = await app.ConnectAsync("/mcp", (header, value));
        using var http = app.CreateHttpClient((header, value));
        var dispatcher = (CapturingDispatcher)app.Services.GetRequiredService<IActionDispatcher>();
        var tools = await client.ListToolsAsync();
        var statuses = new List<int>();
        var differences = new List<string>();

        foreach (var tool in tools)
        {
            foreach (var all in new[] { false, true })
            {
                var arguments = SchemaSample.Arguments(tool.JsonSchema, all).ToDictionary(argument => argument.Key, argument => (object?)argument.Value);
                filters.Take();
                dispatcher.Clear();
                var result = await client.CallToolAsync(tool.Name, arguments);
                var toolStages = filters.Take();
                if (dispatcher.Response is not { } asTool)
                {
                    differences.Add($"{tool.Name}: refused: {result.Text()}");
                    continue;
                }

                var asHttp = await SendAsync(http, dispatcher.Request!);
                statuses.Add(asHttp.Status);
                // Who may not call is refused before the arguments are looked at, and over HTTP after routing.
                if (asTool.Status is 401 or 403 && asHttp.Status == 404)
                    continue;
                if (asTool.Describe() != asHttp.Describe() || !toolStages.SequenceEqual(filters.Take()))
                    differences.Add($"{tool.Name}\n--- as a tool\n{asTool.Describe()}\n--- over HTTP\n{asHttp.Describe()}\n--- filters\n{string.Join('\n', toolStages)}");
            }
        }

        string.Join("\n\n", differences).Should().BeEmpty($"a call by {caller} differs in nothing");
        tools.Should().HaveCountGreaterThan(100);
        statuses.Should().Contain(status => status >= 200 && status < 300);
        if (caller != "admin")
            statuses.Should().Contain(status => status == 401 || status == 403);
    }

    private static async Task<Answer> SendAsync(HttpClient http, ActionRequest request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Path + request.QueryString);
        foreach (var (name, values) in request.Headers)
            message.Headers.TryAddWithoutValidation(name, values.ToArray());
        if (request.ContentType is not null)
        {
            message.Content = new ByteArrayContent(request.Body.ToArray());
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        }

        try
        {
            using var response = await http.SendAsync(message);
            return await Answer.OfAsync(response);
        }
        catch (Exception exception) when (exception is not HttpRequestException)
        {
            // The test server hands the action's exception on; a real one answers with a bare 500.
            return new Answer(500, new Dictionary<string, string>(), []);
        }
    }

    private static async Task<McpTestApp> StartAsync(FilterLog filters) => await McpTestApp.StartAsync(
        [.. typeof(TestApiApplication).Assembly.GetExportedTypes().Where(type => typeof(ControllerBase).IsAssignableFrom(type) && !type.IsAbstract)],
        options => options.ToolVisibility = ToolVisibility.All,
        services =>
        {
            HeaderAuthentication.AddTo(services);
            services.AddSingleton<Clock>();
            services.AddSingleton<CapturingDispatcher>();
            services.Replace(ServiceDescriptor.Singleton<IActionDispatcher>(provider => provider.GetRequiredService<CapturingDispatcher>()));
            services.Configure<MvcOptions>(options =>
            {
                options.Filters.Add(filters);
                options.Conventions.Add(new GuardByTurns());
            });
        },
        app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
        });
}
