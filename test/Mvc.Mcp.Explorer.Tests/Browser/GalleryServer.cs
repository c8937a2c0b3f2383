using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Explorer.Tests.Browser;

/// <summary>An application on a real server with tools of every kind: all inputs, all results, and names and texts that nobody should trust.</summary>
public sealed class GalleryServer : IAsyncLifetime
{
    private WebApplication _app = null!;

    /// <summary>Where the explorer is.</summary>
    public Uri Explorer => new(new Uri(_app.Urls.First()), "/mcp-explorer/");

    /// <summary>The same under a path base.</summary>
    public Uri ExplorerUnderPathBase => new(Explorer, "/base/mcp-explorer/");

    public async Task InitializeAsync()
    {
        _app = Build(endpoint => endpoint.AddMcpServer()
            .WithTools(Hostile.Tools)
            .WithPrompts([McpServerPrompt.Create((string topic) => $"Write about {topic}.", new() { Name = "write", Title = "Write a text" })]));
        await _app.StartAsync();
    }

    /// <summary>An application with the explorer, on a port that the system chooses; not started.</summary>
    internal static WebApplication Build(Action<IServiceCollection> services)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddControllers().UseOnlyControllers(typeof(GalleryController)).AddMcp(options =>
        {
            options.ConfirmDestructive = true;
            options.Rules.Add(new OperationRule { Methods = ["GET"], Pattern = "^/gallery/pages", Kind = McpKind.ResourceTemplate });
        });
        builder.Services.AddSwaggerGen(options => options.UseOneOfForPolymorphism());
        services(builder.Services);
        var app = builder.Build();
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All });
        app.UsePathBase("/base");
        app.UseRouting();
        app.MapControllers();
        app.MapMcp("/mcp");
        app.MapMcp("/mcp/few", options => options.IncludeOperations.Add("sound"));
        app.MapMcpExplorer();
        return app;
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();
}
