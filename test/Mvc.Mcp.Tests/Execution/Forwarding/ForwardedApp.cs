using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution.Forwarding;

/// <summary>
/// An API on a port of its own, and an MCP application that knows its controllers, maps nothing but <c>/mcp</c>, and
/// forwards the calls.
/// </summary>
internal sealed class ForwardedApp : IAsyncDisposable
{
    private ForwardedApp(WebApplication api, McpTestApp mcp)
    {
        Api = api;
        Mcp = mcp;
    }

    public WebApplication Api { get; }

    public McpTestApp Mcp { get; }

    public IServiceProvider Services => Mcp.Services;

    /// <param name="controller">What the API offers and the MCP application knows.</param>
    /// <param name="api">Middleware of the API, before its controllers.</param>
    /// <param name="options">Sets the options of the MCP application; the client's name is <c>api</c>.</param>
    /// <param name="services">Adds services to the MCP application.</param>
    /// <param name="client">Sets the client, whose base address is the API's.</param>
    public static async Task<ForwardedApp> StartAsync(
        Type controller,
        Action<WebApplication>? api = null,
        Action<McpOptions>? options = null,
        Action<IServiceCollection>? services = null,
        Action<HttpClient>? client = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddControllers().UseOnlyControllers(controller);
        var server = builder.Build();
        api?.Invoke(server);
        server.MapControllers();
        await server.StartAsync();
        var address = new Uri(AddressOf(server));

        var mcp = await McpTestApp.StartAsync(
            [controller],
            o =>
            {
                o.ForwardTo("api", http =>
                {
                    http.BaseAddress = address;
                    client?.Invoke(http);
                });
                options?.Invoke(o);
            },
            services,
            map: app => app.MapMcp("/mcp"));
        return new ForwardedApp(server, mcp);
    }

    public static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public Task<McpClient> ConnectAsync(params (string Name, string Value)[] headers) => Mcp.ConnectAsync("/mcp", headers);

    public async ValueTask DisposeAsync()
    {
        await Mcp.DisposeAsync();
        await Api.DisposeAsync();
    }
}
