using System.IO.Pipelines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Protocol.Stdio;

/// <summary>An application that is run over a pair of pipes, as a client runs it over standard input and output.</summary>
internal sealed class StdioApp : IAsyncDisposable
{
    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new();

    private StdioApp()
    {
    }

    /// <summary>Ends when the application has ended.</summary>
    public Task Running { get; private set; } = null!;

    public IServiceProvider Services { get; private set; } = null!;

    public static StdioApp Start(
        Type controller,
        Action<McpStdioOptions>? options = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IServer, NoServer>();
        builder.Services.AddControllers().UseOnlyControllers(controller).AddMcp();
        services?.Invoke(builder.Services);
        var web = builder.Build();
        if (map is null)
        {
            web.MapControllers();
            web.MapMcp("/mcp");
        }
        else
        {
            map(web);
        }

        var app = new StdioApp { Services = web.Services };
        app.Running = web.RunMcpStdioAsync(
            new StreamServerTransport(app._toServer.Reader.AsStream(), app._toClient.Writer.AsStream(), "test"), options, default);
        return app;
    }

    public Task<McpClient> ConnectAsync() => McpClient.CreateAsync(
        new StreamClientTransport(_toServer.Writer.AsStream(), _toClient.Reader.AsStream()));

    /// <summary>Does what a client does that goes away.</summary>
    public async Task CloseAsync()
    {
        await _toServer.Writer.CompleteAsync();
        await Running.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    // The application must not start it.
    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => throw new InvalidOperationException("A port was opened.");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
