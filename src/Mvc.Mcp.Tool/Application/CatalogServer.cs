using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
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

    private const string Passed = "passed";

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
        var output = Environment.GetEnvironmentVariable(OutputVariable)!;
        if (_services.GetService<IMcpCatalog>() is null)
        {
            // A host for the application's set-up, perhaps: another may follow, and this one opens no port either.
            await File.WriteAllTextAsync(output, Passed, cancellationToken);
            return;
        }

        await File.WriteAllTextAsync(output, CatalogJson.Write(await CatalogReader.ReadAsync(_services)), cancellationToken);
        Environment.Exit(0);
    }

    /// <summary>Whether the last host that was started does not use Mvc.Mcp.</summary>
    public static bool IsPassed(FileInfo output)
    {
        try
        {
            return new FileInfo(output.FullName).Length == Passed.Length && File.ReadAllText(output.FullName) == Passed;
        }
        catch (IOException)
        {
            // It is being written.
            return false;
        }
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose()
    {
    }
}
