using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.Protocol.Stdio;

/// <summary>
/// Starts and stops a web application as its host does, but for the web server. The host itself cannot: it starts every
/// hosted service, and the server is one.
/// </summary>
internal sealed class ServerlessHost(WebApplication app)
{
    private const string WebServer = "Microsoft.AspNetCore.Hosting.GenericWebHostService";

    /// <summary>Runs <paramref name="work"/> inside the started application and stops it afterwards.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        // What the web server does with the pipeline before it listens: the mapped endpoints become known to routing.
        app.UseRouting();
        app.UseEndpoints(_ => { });

        var services = app.Services.GetServices<IHostedService>()
            .Where(service => service.GetType().FullName != WebServer)
            .ToList();
        var lifetime = app.Services.GetRequiredService<IHostLifetime>();
        await lifetime.WaitForStartAsync(cancellationToken);
        await StartAsync(services, cancellationToken);
        try
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
            await work(ended.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // That is how it is told to end.
        }
        finally
        {
            await StopAsync(services);
            await lifetime.StopAsync(CancellationToken.None);
        }
    }

    private async Task StartAsync(List<IHostedService> services, CancellationToken cancellationToken)
    {
        app.Services.GetService<IStartupValidator>()?.Validate();
        app.Services.GetRequiredService<CatalogStartup>().Start(overHttp: false);
        foreach (var service in services.OfType<IHostedLifecycleService>())
            await service.StartingAsync(cancellationToken);
        foreach (var service in services)
            await service.StartAsync(cancellationToken);
        foreach (var service in services.OfType<IHostedLifecycleService>())
            await service.StartedAsync(cancellationToken);
        (app.Lifetime as ApplicationLifetime)?.NotifyStarted();
    }

    private async Task StopAsync(List<IHostedService> services)
    {
        using var limit = new CancellationTokenSource(app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
        services.Reverse();
        foreach (var service in services.OfType<IHostedLifecycleService>())
            await service.StoppingAsync(limit.Token);
        app.Lifetime.StopApplication();
        foreach (var service in services)
            await service.StopAsync(limit.Token);
        foreach (var service in services.OfType<IHostedLifecycleService>())
            await service.StoppedAsync(limit.Token);
        (app.Lifetime as ApplicationLifetime)?.NotifyStopped();
    }
}
