using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Explorer.Tests;

/// <summary>A small application with an MCP endpoint and the explorer, on the in-memory test server.</summary>
internal sealed class ExplorerApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ExplorerApp(WebApplication app) => _app = app;

    /// <summary>Starts the application.</summary>
    /// <param name="environment">Its environment.</param>
    /// <param name="services">Adds services.</param>
    /// <param name="map">Maps the endpoints; default: controllers, <c>/mcp</c> and the explorer as it comes.</param>
    /// <param name="options">Sets the library's options.</param>
    public static async Task<ExplorerApp> StartAsync(
        string environment = "Development",
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null,
        Action<McpOptions>? options = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.Services.AddControllers().UseOnlyControllers(typeof(BooksController), typeof(HiddenController)).AddMcp(options);
        HeaderAuthentication.AddTo(builder.Services);
        services?.Invoke(builder.Services);

        var app = builder.Build();
        app.UsePathBase("/base");
        app.UseRouting();
        app.UseAuthorization();
        app.MapControllers();
        if (map is null)
        {
            app.MapMcp("/mcp");
            app.MapMcpExplorer();
        }
        else
        {
            map(app);
        }

        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new ExplorerApp(app);
    }

    /// <summary>A client that follows no redirect.</summary>
    public HttpClient CreateClient(string? user = null)
    {
        var client = new HttpClient(_app.GetTestServer().CreateHandler()) { BaseAddress = new Uri("http://localhost") };
        if (user is not null)
            client.DefaultRequestHeaders.Add("X-User", user);
        return client;
    }

    /// <summary>What only the server knows, as the page at that address reads it.</summary>
    public async Task<JsonNode> ReadFactsAsync(string explorer = "/mcp-explorer")
    {
        using var client = CreateClient();
        return JsonNode.Parse(await client.GetStringAsync($"{explorer}/catalog.json"))!;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
