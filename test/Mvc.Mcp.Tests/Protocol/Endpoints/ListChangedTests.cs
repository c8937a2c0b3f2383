using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using ModelContextProtocol.AspNetCore;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Protocol.Endpoints;

/// <summary>When the application's actions change, clients of both eras are told, and see it.</summary>
public class ListChangedTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_client_with_a_session_hears_of_it_on_its_stream()
    {
        var controllers = new LateControllers();
        await using var app = await StartAsync(controllers);
        using var http = app.CreateHttpClient(("Accept", "application/json, text/event-stream"));
        using var begun = await PostAsync(http, "initialize", new()
        {
            ["protocolVersion"] = "2025-11-25",
            ["capabilities"] = new JsonObject(),
            ["clientInfo"] = new JsonObject { ["name"] = "test", ["version"] = "1" },
        });
        http.DefaultRequestHeaders.Add("Mcp-Session-Id", begun.Headers.GetValues("Mcp-Session-Id"));
        using var stream = await http.GetAsync("/mcp", HttpCompletionOption.ResponseHeadersRead);
        using var events = new StreamReader(await stream.Content.ReadAsStreamAsync());

        controllers.Open();

        (await ReadEventAsync(events)).Should().Contain("notifications/tools/list_changed");
        using var listed = await PostAsync(http, "tools/list", []);
        (await listed.Content.ReadAsStringAsync()).Should().Contain("Late_Get");
    }

    [Fact]
    public async Task A_client_without_one_hears_of_it_where_it_listens()
    {
        var controllers = new LateControllers();
        await using var app = await StartAsync(controllers);
        using var http = app.CreateHttpClient(("Accept", "application/json, text/event-stream"), ("MCP-Protocol-Version", "2026-07-28"));
        using var stream = await PostAsync(http, "subscriptions/listen", new()
        {
            ["notifications"] = new JsonObject { ["toolsListChanged"] = true },
            ["_meta"] = Meta(),
        });
        using var events = new StreamReader(await stream.Content.ReadAsStreamAsync());
        (await ReadEventAsync(events)).Should().Contain("acknowledged");

        controllers.Open();

        (await ReadEventAsync(events)).Should().Contain("notifications/tools/list_changed");
        using var listed = await PostAsync(http, "tools/list", new() { ["_meta"] = Meta() });
        (await listed.Content.ReadAsStringAsync()).Should().Contain("Late_Get");
    }

    [Fact]
    public async Task A_list_is_never_empty_while_MVC_makes_its_actions_anew()
    {
        var controllers = new LateControllers();
        await using var app = await StartAsync(controllers);
        using var http = app.CreateHttpClient(("Accept", "application/json, text/event-stream"), ("MCP-Protocol-Version", "2026-07-28"));
        using var over = new CancellationTokenSource();
        var listing = Task.Run(async () =>
        {
            var without = 0;
            var lists = 0;
            while (!over.IsCancellationRequested || lists < 20)
            {
                using var listed = await PostAsync(http, "tools/list", new() { ["_meta"] = Meta() });
                if (!(await listed.Content.ReadAsStringAsync()).Contains("Early_Get", StringComparison.Ordinal))
                    without++;
                lists++;
            }

            return without;
        });

        for (var i = 0; i < 50; i++)
        {
            controllers.Open();
            await Task.Yield();
        }

        await over.CancelAsync();
        (await listing).Should().Be(0);
    }

    private static Task<McpTestApp> StartAsync(LateControllers controllers) => McpTestApp.StartAsync(
        [typeof(EarlyController), typeof(LateController)],
        services: services =>
        {
            services.AddSingleton<IActionDescriptorChangeProvider>(controllers);
            services.Configure<MvcOptions>(options => options.Conventions.Add(controllers));
            services.Configure<HttpServerTransportOptions>(
                options => options.SessionMode = HttpServerSessionMode.StatefulForInitializeClients);
        });

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string method, JsonObject parameters)
    {
        var message = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = parameters };
        var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Mcp-Method", method);
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static JsonObject Meta() => new()
    {
        ["io.modelcontextprotocol/protocolVersion"] = "2026-07-28",
        ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject(),
    };

    private static async Task<string> ReadEventAsync(StreamReader events)
    {
        while (await events.ReadLineAsync().WaitAsync(_patience) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return line;
        }

        return "";
    }

    [ApiController, Route("early")]
    public sealed class EarlyController : ControllerBase
    {
        [HttpGet]
        public string Get() => "early";
    }

    [ApiController, Route("late")]
    public sealed class LateController : ControllerBase
    {
        [HttpGet]
        public string Get() => "late";
    }

    /// <summary>Keeps a controller out of the application until it is let in, as a plug-in is that is loaded later.</summary>
    private sealed class LateControllers : IActionDescriptorChangeProvider, IApplicationModelConvention
    {
        private CancellationTokenSource _change = new();
        private bool _isOpen;

        public void Open()
        {
            _isOpen = true;
            Interlocked.Exchange(ref _change, new()).Cancel();
        }

        public IChangeToken GetChangeToken() => new CancellationChangeToken(_change.Token);

        public void Apply(ApplicationModel application)
        {
            if (!_isOpen && application.Controllers.FirstOrDefault(controller => controller.ControllerType == typeof(LateController)) is { } late)
                application.Controllers.Remove(late);
        }
    }
}
