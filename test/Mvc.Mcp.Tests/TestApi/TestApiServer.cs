using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.TestApi;

namespace Mvc.Mcp.Tests.TestApi;

/// <summary>The test application on the in-memory server, described in one of the ways that applications choose.</summary>
internal sealed class TestApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestApiServer(WebApplication app) => _app = app;

    /// <summary>What the catalog made.</summary>
    public CatalogSnapshot Contents => _app.Services.GetRequiredService<CatalogProvider>().Default.Snapshot;

    public static async Task<TestApiServer> StartAsync(string flavor = "default", Action<McpOptions>? options = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddTestApi(swagger => SwaggerFlavor.Apply(flavor, swagger)).AddMcp(options);
        var app = builder.Build();
        app.MapControllers();
        app.MapMcp("/mcp");
        await app.StartAsync();
        return new TestApiServer(app);
    }

    public Task<McpClient> ConnectAsync(string? protocolVersion = null) => McpClient.CreateAsync(
        new HttpClientTransport(
            new HttpClientTransportOptions { Endpoint = new Uri("http://localhost/mcp"), TransportMode = HttpTransportMode.StreamableHttp },
            _app.GetTestClient(),
            ownsHttpClient: true),
        new McpClientOptions { ProtocolVersion = protocolVersion });

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
