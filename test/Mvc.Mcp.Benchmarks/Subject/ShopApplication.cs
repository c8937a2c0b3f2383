using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Benchmarks.Subject;

/// <summary>The application under measurement, as a user would set it up for production.</summary>
internal static class ShopApplication
{
    /// <summary>Builds it, not started, on a free port of loopback.</summary>
    /// <param name="actions">How many actions it has.</param>
    public static WebApplication Build(int actions)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // No log at all: what one line costs depends on where it goes.
        builder.Logging.ClearProviders();
        // The document is measured apart, so the application has one.
        builder.Services.AddSwaggerGen();
        builder.Services
            .AddControllers(mvc => mvc.Conventions.Add(new ManyActions(actions)))
            .ConfigureApplicationPartManager(parts =>
            {
                parts.ApplicationParts.Clear();
                parts.ApplicationParts.Add(new AssemblyPart(typeof(ProductsController).Assembly));
            })
            .AddMcp(mcp => mcp.ListPageSize = int.MaxValue);
        builder.Services.AddMcpServer()
            .WithHttpTransport(http => http.SessionMode = HttpServerSessionMode.StatefulForInitializeClients)
            .WithTools<HandWrittenTools>();

        var app = builder.Build();
        app.MapControllers();
        app.MapMcp("/mcp");
        app.MapMcp("/mcp/forwarded", mcp => mcp.ForwardTo("self", client => client.BaseAddress = new Uri(app.Urls.Single())));
        app.MapGet("/cpu", () => Environment.CpuUsage.TotalTime.TotalMicroseconds);
        app.MapPost("/serialize", SerializeList);
        return app;
    }

    private static int SerializeList(int count, IOptions<McpServerOptions> options)
    {
        var list = new ListToolsResult { Tools = [.. options.Value.ToolCollection!.Select(tool => tool.ProtocolTool)] };
        var bytes = 0;
        for (var i = 0; i < count; i++)
            bytes = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(list, McpJsonUtilities.DefaultOptions).Length;
        return bytes;
    }
}
