using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Mvc.Mcp.Tool.Output;

namespace Mvc.Mcp.Tool.Application;

/// <summary>
/// Stands in an application for the server that would open its port. By the time it is started the application has mapped
/// all its endpoints; it writes what they offer, and ends the process.
/// </summary>
internal sealed class CatalogServer : IServer
{
    /// <summary>The environment variable that names the file to write.</summary>
    public const string OutputVariable = "MVC_MCP_CATALOG";

    private readonly IServiceProvider _services;

    public CatalogServer(IServiceProvider services)
    {
        _services = services;
        Features.Set<IServerAddressesFeature>(new ServerAddressesFeature());
    }

    /// <inheritdoc />
    public IFeatureCollection Features { get; } = new FeatureCollection();

    /// <inheritdoc />
    public async Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        var catalog = CatalogReader.Read(_services);
        await File.WriteAllTextAsync(Environment.GetEnvironmentVariable(OutputVariable)!, CatalogJson.Write(catalog), cancellationToken);
        Environment.Exit(0);
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose()
    {
    }
}
