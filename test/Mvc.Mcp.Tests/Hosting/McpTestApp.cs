using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;

namespace Mvc.Mcp.Tests.Hosting;

/// <summary>
/// A small application of named controllers on the in-memory test server, and the SDK's own client for it. Controllers may
/// be nested in the test class that uses them, so a test shows all it is about.
/// </summary>
public sealed class McpTestApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private McpTestApp(WebApplication app, TestServer server)
    {
        _app = app;
        Server = server;
    }

    public TestServer Server { get; }

    public IServiceProvider Services => _app.Services;

    public IMcpCatalog Catalog => Services.GetRequiredService<IMcpCatalog>();

    /// <summary>Starts an application of <paramref name="controllers"/> with an endpoint at <c>/mcp</c>.</summary>
    /// <param name="controllers">Its controllers; no other of this assembly takes part.</param>
    /// <param name="options">Sets the library's options.</param>
    /// <param name="services">Adds services, after <c>AddMcp</c>.</param>
    /// <param name="pipeline">Adds middleware, before the endpoints.</param>
    /// <param name="beforeRouting">Adds middleware, before routing.</param>
    /// <param name="map">Maps the endpoints; default: controllers and <c>/mcp</c>.</param>
    public static async Task<McpTestApp> StartAsync(
        Type[] controllers,
        Action<McpOptions>? options = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? pipeline = null,
        Action<WebApplication>? map = null,
        Action<WebApplication>? beforeRouting = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(McpTestApp).Assembly.GetName().Name,
        });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.Services.AddControllers()
            .UseOnlyControllers(controllers)
            .AddMcp(options);
        services?.Invoke(builder.Services);

        var app = builder.Build();
        beforeRouting?.Invoke(app);
        app.UseRouting();
        pipeline?.Invoke(app);
        if (map is null)
        {
            app.MapControllers();
            app.MapMcp("/mcp");
        }
        else
        {
            map(app);
        }

        await app.StartAsync();
        return new McpTestApp(app, app.GetTestServer());
    }

    /// <summary>Starts an application that has no controllers, with an endpoint at <c>/mcp</c>.</summary>
    public static async Task<McpTestApp> StartAloneAsync(Action<IServiceCollection> services, Action<IEndpointRouteBuilder> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            // Its assembly has no controllers.
            ApplicationName = typeof(McpOptions).Assembly.GetName().Name,
        });
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        services(builder.Services);
        var app = builder.Build();
        app.UseRouting();
        map(app);
        app.MapMcp("/mcp");
        await app.StartAsync();
        return new McpTestApp(app, app.GetTestServer());
    }

    /// <summary>An HTTP client of the application.</summary>
    public HttpClient CreateHttpClient(params (string Name, string Value)[] headers)
    {
        return WithHeaders(Server.CreateClient(), headers);
    }

    private static HttpClient WithHeaders(HttpClient client, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        return client;
    }

    /// <summary>The SDK's MCP client, connected to the endpoint at <paramref name="path"/>.</summary>
    public Task<McpClient> ConnectAsync(string path = "/mcp", params (string Name, string Value)[] headers) =>
        McpClient.CreateAsync(new HttpClientTransport(
            new HttpClientTransportOptions
            {
                Endpoint = new Uri(Server.BaseAddress, path),
                TransportMode = HttpTransportMode.StreamableHttp,
            },
            WithHeaders(new HttpClient(new ReadsRefusals { InnerHandler = Server.CreateHandler() }) { BaseAddress = Server.BaseAddress }, headers),
            ownsHttpClient: true));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Shows the client what stands in the answer to a refused call, where it would fail for its status.</summary>
    private sealed class ReadsRefusals : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response is { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, Content.Headers.ContentType.MediaType: "text/event-stream" })
                response.StatusCode = HttpStatusCode.OK;
            return response;
        }
    }
}
