using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
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
    /// <param name="spec">What it is like.</param>
    public static WebApplication Build(HostSpec spec)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // No log at all: what one line costs depends on where it goes.
        builder.Logging.ClearProviders();
        // The document is measured apart, so the application has one.
        builder.Services.AddSwaggerGen();
        builder.Services
            .AddControllers(mvc => mvc.Conventions.Add(new ManyActions(spec.Actions)))
            .ConfigureApplicationPartManager(parts =>
            {
                parts.ApplicationParts.Clear();
                parts.ApplicationParts.Add(new AssemblyPart(typeof(ProductsController).Assembly));
            })
            .AddMcp(mcp => mcp.ListPageSize = int.MaxValue);
        builder.Services.AddMcpServer()
            .WithHttpTransport(http => http.SessionMode = spec.HasSessions ? HttpServerSessionMode.StatefulForInitializeClients : HttpServerSessionMode.Stateless)
            .WithTools<HandWrittenTools>();

        var app = builder.Build();
        app.MapControllers();
        app.MapMcp("/mcp");
        app.MapMcp("/mcp/forwarded", mcp => mcp.ForwardTo("self", client => client.BaseAddress = new Uri(app.Urls.Single())));
        app.MapGet("/cpu", () => Environment.CpuUsage.TotalTime.TotalMicroseconds);
        app.MapGet("/pauses", () => GC.GetTotalPauseDuration().TotalMicroseconds);
        app.MapGet("/memory", MemoryFacts.Now);
        app.MapPost("/serialize", SerializeList);
        app.MapGet("/bytes", StaticBytes());
        return app;
    }

    // Made once, as a static file is kept.
    private static Func<int, IResult> StaticBytes()
    {
        byte[] bytes = [];
        return length =>
        {
            var kept = bytes;
            if (kept.Length != length)
                bytes = kept = Enumerable.Repeat((byte)'a', length).ToArray();
            return TypedResults.Bytes(kept, "text/plain");
        };
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
