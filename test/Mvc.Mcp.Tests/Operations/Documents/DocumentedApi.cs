using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Tests.Execution.Forwarding;

namespace Mvc.Mcp.Tests.Operations.Documents;

/// <summary>
/// An API on a port of its own that describes itself at <c>/openapi.json</c>, and an MCP application that knows nothing but
/// that document.
/// </summary>
internal sealed class DocumentedApi : IAsyncDisposable
{
    private readonly WebApplication _api;
    private WebApplication? _mcp;

    private DocumentedApi(WebApplication api) => _api = api;

    /// <summary>What the API says of itself.</summary>
    public string Document { get; set; } = Describe("""{ "url": "/v2" }""", "get_item");

    /// <summary>The paths that were asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public string Address => ForwardedApp.AddressOf(_api);

    public string DocumentAddress => Address + "/openapi.json";

    public IServiceProvider Mcp => _mcp!.Services;

    public IMcpCatalog Catalog => Mcp.GetRequiredService<IMcpCatalog>();

    /// <summary>A document with one operation, <c>GET /items/{id}</c>.</summary>
    public static string Describe(string server, string operationId) => $$"""
        {
          "openapi": "3.0.1",
          "info": { "title": "Items", "version": "2.1", "description": "Things to have." },
          "servers": [{{server}}],
          "paths": {
            "/items/{id}": {
              "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "integer" } }],
              "get": { "operationId": "{{operationId}}", "responses": { "200": { "description": "The item" } } }
            }
          }
        }
        """;

    public static async Task<DocumentedApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var api = new DocumentedApi(app);
        app.Use((context, next) =>
        {
            api.Requests.Enqueue(context.Request.Path);
            return next(context);
        });
        app.MapGet("/openapi.json", () => Microsoft.AspNetCore.Http.Results.Text(api.Document, "application/json"));
        app.MapGet("/{version}/items/{id}", (string version, string id, HttpRequest request) =>
            Microsoft.AspNetCore.Http.Results.Json(new { version, id, authorization = request.Headers.Authorization.ToString() }));
        await app.StartAsync();
        return api;
    }

    /// <summary>Starts the MCP application; <paramref name="document"/> is the API's own unless another is named.</summary>
    public async Task<McpClient> ConnectAsync(
        Action<McpOptions>? options = null, string? document = null, Action<IServiceCollection>? services = null)
    {
        // In Development every registered service must be constructible.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddMcpServer().WithOpenApi(document ?? DocumentAddress, options);
        services?.Invoke(builder.Services);
        _mcp = builder.Build();
        _mcp.MapMcp("/mcp");
        await _mcp.StartAsync();
        var http = _mcp.GetTestClient();
        http.DefaultRequestHeaders.Add("Authorization", "Bearer mine");
        return await McpClient.CreateAsync(new HttpClientTransport(
            new HttpClientTransportOptions { Endpoint = new Uri(http.BaseAddress!, "/mcp"), TransportMode = HttpTransportMode.StreamableHttp },
            http,
            ownsHttpClient: true));
    }

    /// <summary>Ends when the catalog has been made anew.</summary>
    public Task WhenChanged()
    {
        var changed = new TaskCompletionSource();
        Mcp.GetRequiredService<CatalogProvider>().Default.Changed += (_, _) => changed.TrySetResult();
        return changed.Task;
    }

    public async ValueTask DisposeAsync()
    {
        if (_mcp is not null)
            await _mcp.DisposeAsync();
        await _api.DisposeAsync();
    }
}
