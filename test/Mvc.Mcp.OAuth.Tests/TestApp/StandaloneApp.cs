using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Mvc.Mcp.OAuth.Tests.TestApp;

/// <summary>An application with protected MCP endpoints and resource metadata, but without the proxy.</summary>
public sealed class StandaloneApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StandaloneApp(WebApplication app) => _app = app;

    public static async Task<StandaloneApp> StartAsync(
        Action<IServiceCollection>? before = null,
        Action<McpResourceMetadataOptions>? configure = null,
        Action<WebApplication>? map = null,
        Action<IServiceCollection>? after = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = Environments.Production });
        builder.WebHost.UseTestServer(o => o.BaseAddress = new Uri(ProxyApp.Origin));
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IMcpEndpoints, McpEndpointsDouble>();
        builder.Services.AddAuthentication().AddJwtBearer();
        before?.Invoke(builder.Services);
        builder.Services.AddMcpResourceMetadata(o =>
        {
            o.AuthorizationServers.Add(FakeIdentityProvider.Issuer);
            configure?.Invoke(o);
        });
        after?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        if (map is null)
        {
            app.MapMcpResourceMetadata();
            ProxyApp.MapMcpDouble(app, "/mcp").RequireAuthorization();
        }
        map?.Invoke(app);
        await app.StartAsync();
        return new StandaloneApp(app);
    }

    public HttpClient CreateClient() => _app.GetTestClient();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
