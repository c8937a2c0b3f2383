using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mvc.Mcp.Explorer.Tests.Browser;

/// <summary>A proxy that takes a prefix away from the path and tells nobody.</summary>
internal sealed class Prefix : IAsyncDisposable
{
    private readonly WebApplication _proxy;

    private Prefix(WebApplication proxy) => _proxy = proxy;

    public Uri Address => new(_proxy.Urls.First());

    /// <summary>Starts the application and the proxy before it.</summary>
    public static async Task<Prefix> StartAsync(WebApplication app, string prefix)
    {
        await app.StartAsync();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var proxy = builder.Build();
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };
        proxy.Run(context => PassAsync(context, client, prefix));
        await proxy.StartAsync();
        return new Prefix(proxy);
    }

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();

    private static async Task PassAsync(HttpContext context, HttpClient client, string prefix)
    {
        if (!context.Request.Path.StartsWithSegments(prefix, out var rest))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), rest.ToUriComponent() + context.Request.QueryString);
        if (context.Request.ContentLength > 0)
            request.Content = new StreamContent(context.Request.Body);
        foreach (var (name, values) in context.Request.Headers.Where(header => header.Key is not "Host" and not "Connection"))
        {
            if (!request.Headers.TryAddWithoutValidation(name, [.. values]))
                request.Content?.Headers.TryAddWithoutValidation(name, [.. values]);
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => header.Key is not "Transfer-Encoding"))
            context.Response.Headers[name] = values.ToArray();
        await using var body = await response.Content.ReadAsStreamAsync(context.RequestAborted);
        var buffer = new byte[4096];
        int read;
        while ((read = await body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
