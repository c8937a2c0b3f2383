using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>A load balancer without affinity: each request goes to the next instance.</summary>
internal sealed class RoundRobin : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.None });
    private readonly SemaphoreSlim _turn = new(1);
    private int _next;

    private RoundRobin(WebApplication app) => _app = app;

    public Uri Origin => new(_app.Urls.Single());

    public IReadOnlyList<Uri> Instances { get; set; } = [];

    /// <summary>What happens after each request, before the next one is let in: the path, and the instance that it went to.</summary>
    public Func<string, Uri, Task>? AfterEach { get; set; }

    /// <summary>The paths that were asked for, with the instance that each went to.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<(string Path, Uri Instance)> Requests { get; } = new();

    public static async Task<RoundRobin> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHttpForwarder();
        var app = builder.Build();
        var balancer = new RoundRobin(app);
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        app.Run(context => balancer.ForwardAsync(context, forwarder));
        await app.StartAsync();
        return balancer;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
        _turn.Dispose();
    }

    private async Task ForwardAsync(HttpContext context, IHttpForwarder forwarder)
    {
        if (AfterEach is not { } after)
        {
            await SendAsync(context, forwarder);
            return;
        }
        await _turn.WaitAsync(context.RequestAborted);
        try
        {
            await after(context.Request.Path, await SendAsync(context, forwarder));
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Uri> SendAsync(HttpContext context, IHttpForwarder forwarder)
    {
        var instance = Instances[Interlocked.Increment(ref _next) % Instances.Count];
        Requests.Enqueue((context.Request.Path, instance));
        await forwarder.SendAsync(context, instance.AbsoluteUri, _client, static (original, request) =>
        {
            // What the instance itself sends a browser to is the balancer's address as well.
            request.Headers.Host = original.Request.Host.Value;
            return default;
        });
        return instance;
    }
}
