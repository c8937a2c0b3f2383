using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using Mvc.Mcp.OAuth.Proxy.Clients;
using Mvc.Mcp.OAuth.Upstream;

namespace Mvc.Mcp.OAuth.Tests.TestApp;

/// <summary>An application with an MCP endpoint behind the proxy, in memory, before an identity provider in memory.</summary>
public sealed class ProxyApp : IAsyncDisposable
{
    public const string Origin = "https://shop.example.com";
    public const string Resource = Origin + "/mcp";
    public const string HostedClient = "https://client.example.org/callback";

    private readonly WebApplication _app;

    private ProxyApp(WebApplication app, FakeIdentityProvider provider, FakeTimeProvider time, LogSink log) =>
        (_app, Provider, Time, Log) = (app, provider, time, log);

    public FakeIdentityProvider Provider { get; }

    public FakeTimeProvider Time { get; }

    public LogSink Log { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<ProxyApp> StartAsync(
        Action<McpOAuthProxyOptions>? configure = null,
        Action<IServiceCollection>? services = null,
        Action<IServiceCollection, FakeIdentityProvider>? addSchemes = null,
        Action<WebApplication>? before = null,
        Action<AuthorizationPolicyBuilder>? policy = null,
        IDataProtectionProvider? keys = null,
        FakeIdentityProvider? provider = null,
        HttpMessageHandler? documents = null,
        Func<LogLevel, string, bool>? keepLog = null)
    {
        provider ??= new FakeIdentityProvider();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var log = new LogSink(keepLog);
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = "Production" });
        builder.WebHost.UseTestServer(o => o.BaseAddress = new Uri(Origin));
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddRouting();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton(keys ?? new EphemeralDataProtectionProvider());
        builder.Services.AddMcpServer();
        builder.Services.AddSingleton<IMcpEndpoints, McpEndpointsDouble>();
        builder.Services.AddAuthentication().AddJwtBearer(o =>
        {
            o.MapInboundClaims = false;
            o.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = FakeIdentityProvider.Issuer,
                ValidAudience = FakeIdentityProvider.Audience,
                IssuerSigningKey = FakeIdentityProvider.Key,
            };
        });
        builder.Services.AddMcpOAuthProxy(o =>
        {
            o.PublicOrigin = new Uri(Origin);
            o.MetadataAddress = new Uri(FakeIdentityProvider.DiscoveryAddress);
            o.ClientId = FakeIdentityProvider.ClientId;
            o.ClientSecret = FakeIdentityProvider.ClientSecret;
            o.Audience = FakeIdentityProvider.Audience;
            o.DefaultScopes.Add("shop.read");
            o.AllowedScopes.Add("shop.write");
            o.AllowedRedirectUris.Add(HostedClient);
            configure?.Invoke(o);
        });
        builder.Services.AddHttpClient(DuendeUpstream.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => provider);
        if (documents is not null)
            builder.Services.AddHttpClient(ClientDocumentFetcher.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => documents);
        addSchemes?.Invoke(builder.Services, provider);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        before?.Invoke(app);
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapMcpOAuthProxy();
        MapMcpDouble(app, "/mcp").RequireAuthorization(p =>
        {
            p.RequireAuthenticatedUser();
            policy?.Invoke(p);
        });
        await app.StartAsync();
        return new ProxyApp(app, provider, time, log);
    }

    /// <summary>An endpoint with the mark of Mvc.Mcp's, which answers who called.</summary>
    public static RouteHandlerBuilder MapMcpDouble(WebApplication app, string path) =>
        MapMcpDouble(app, path, context => Task.FromResult("hello " + context.User.FindFirst("sub")?.Value));

    /// <summary>The same with another answer.</summary>
    public static RouteHandlerBuilder MapMcpDouble(WebApplication app, string path, Func<HttpContext, Task<string>> answer) => app
        .MapPost(path, (Delegate)(async (HttpContext context) => TypedResults.Text(await answer(context))))
        .WithMetadata(new McpEndpointDouble(app.Services));

    /// <summary>A client that follows no redirect and keeps no cookies.</summary>
    public HttpClient CreateClient() => _app.GetTestClient();

    /// <summary>Calls the MCP endpoint, or another of this application, with a token.</summary>
    public async Task<HttpResponseMessage> CallAsync(string? token, string path = "/mcp")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { Authorization = new("Bearer", token) } };
        return await CreateClient().SendAsync(request);
    }

    public Browser CreateBrowser() => new(CreateClient());

    public Task<McpClientDouble> RegisterAsync(string redirectUri = "http://127.0.0.1:4711/callback", string name = "Test client", string? grants = null) =>
        McpClientDouble.RegisterAsync(this, redirectUri, name, grants);

    /// <summary>Whatever the test was about: nothing secret was logged, at any level.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var secret in Provider.Secrets)
            Log.Lines.Should().NotContain(line => line.Contains(secret), "secrets are never logged");
    }
}
