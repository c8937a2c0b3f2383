using Microsoft.Extensions.Hosting;

namespace Mvc.Mcp.Server;

/// <summary>Makes catalogs of another API's document anew as often as their options say.</summary>
internal sealed class CatalogRefresh(McpCatalogs catalogs, TimeProvider time) : BackgroundService
{
    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            from catalog in catalogs.All
            let document = catalog.Contents.Options.OpenApi
            let interval = document.Document is null ? null : document.RefreshInterval
            where interval is not null
            select RefreshAsync(catalog, interval.Value, stoppingToken));

    private async Task RefreshAsync(McpCatalog catalog, TimeSpan interval, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                catalog.TryRefresh();
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
    }
}
