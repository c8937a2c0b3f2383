using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Client;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Protocol.Host;

/// <summary>A small application with hand-written tools behind an MCP endpoint at <c>/mcp</c>, in memory.</summary>
public sealed class TestServerApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServerApp(WebApplication app, LogRecorder logs)
    {
        _app = app;
        Logs = logs;
    }

    public LogRecorder Logs { get; }

    public IServiceProvider Services => _app.Services;

    public HttpClient Http => _app.GetTestClient();

    public static async Task<TestServerApp> StartAsync(
        Action<IMcpServerBuilder>? server = null,
        Action<HttpServerTransportOptions>? transport = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? pipeline = null,
        Action<IEndpointConventionBuilder>? endpoint = null,
        Type[]? controllers = null)
    {
        var logs = new LogRecorder();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(logs);
        services?.Invoke(builder.Services);
        builder.Services.AddControllers().UseOnlyControllers(controllers ?? []).AddMcp();
        var mcp = builder.Services.AddMcpServer().WithHttpTransport(transport);
        server?.Invoke(mcp);

        var app = builder.Build();
        pipeline?.Invoke(app);
        app.MapControllers();
        var mapped = app.MapMcp("/mcp");
        endpoint?.Invoke(mapped);
        await app.StartAsync();
        return new(app, logs);
    }

    /// <summary>Connects the SDK's client, which speaks the newest version unless told otherwise.</summary>
    public async Task<McpClient> ConnectAsync(string? version = null, HttpClient? http = null) =>
        await McpClient.CreateAsync(
            new HttpClientTransport(
                new HttpClientTransportOptions
                {
                    Endpoint = new Uri("http://localhost/mcp"),
                    TransportMode = HttpTransportMode.StreamableHttp,
                },
                http ?? Http,
                ownsHttpClient: true),
            new McpClientOptions { ProtocolVersion = version });

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
