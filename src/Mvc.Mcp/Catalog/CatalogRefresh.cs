using Microsoft.Extensions.Hosting;

namespace Mvc.Mcp.Catalog;

/// <summary>Makes catalogs of another API's document anew as often as their options say.</summary>
internal sealed class CatalogRefresh(CatalogProvider catalogs, TimeProvider time) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _refreshing = Task.CompletedTask;

    /// <inheritdoc />
    /// <remarks>By now the catalogs have been made, and their options are known.</remarks>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _refreshing = Task.WhenAll(
            from catalog in catalogs.All
            let document = catalog.Snapshot.Options.OpenApi
            let interval = document.IsSet ? document.RefreshInterval : null
            where interval is not null
            select RefreshAsync(catalog, interval.Value));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        // A refresh under way gives up, and stopping waits for that no longer than the host waits for it.
        await _refreshing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose() => _stopping.Dispose();

    private async Task RefreshAsync(EndpointCatalog catalog, TimeSpan interval)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
                await catalogs.TryRefreshAsync(catalog, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
    }
}
