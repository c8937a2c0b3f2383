using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Mvc.Mcp.Tool.Application;

/// <summary>
/// Waits, inside an application, until it builds its host, and puts a server there that shows the catalog instead of opening
/// a port. Hosted services are taken out: a list of tools must not start anybody's work.
/// </summary>
internal sealed class HostWatcher : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string WebServer = "Microsoft.AspNetCore.Hosting.GenericWebHostService";

    /// <inheritdoc />
    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
            value.Subscribe(this);
    }

    /// <inheritdoc />
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: "HostBuilding", Value: IHostBuilder builder })
            builder.ConfigureServices(services => Replace(services));
    }

    /// <inheritdoc />
    public void OnCompleted()
    {
    }

    /// <inheritdoc />
    public void OnError(Exception error)
    {
    }

    private static void Replace(IServiceCollection services)
    {
        foreach (var hosted in services.Where(service => service.ServiceType == typeof(IHostedService) && !IsWebServer(service)).ToList())
            services.Remove(hosted);
        services.Replace(ServiceDescriptor.Singleton<IServer, CatalogServer>());
    }

    private static bool IsWebServer(ServiceDescriptor service) =>
        !service.IsKeyedService && service.ImplementationType?.FullName == WebServer;
}
