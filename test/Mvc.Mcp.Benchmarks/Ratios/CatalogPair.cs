using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Mvc.Mcp.Benchmarks.Subject;
using Mvc.Mcp.Catalog;
using Swashbuckle.AspNetCore.Swagger;

namespace Mvc.Mcp.Benchmarks.Ratios;

/// <summary>The making of a catalog, per action, against another making.</summary>
internal sealed class CatalogPair(
    string name, string what, double atMost, int subjectActions, int yardstickActions, Action<IServiceProvider> yardstick) : RatioPair
{
    private WebApplication? _subject;
    private WebApplication? _yardstick;

    /// <inheritdoc />
    public override string Name => name;

    /// <inheritdoc />
    public override string What => what;

    /// <inheritdoc />
    public override double AtMost => atMost;

    /// <summary>Makes the catalog, Swagger document included.</summary>
    public static void Build(IServiceProvider services) =>
        services.GetRequiredService<CatalogBuilder>().BuildAsync(new McpOptions(), new HashSet<string>(), CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Makes the Swagger document alone.</summary>
    public static void BuildDocument(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        var names = scope.ServiceProvider.GetRequiredService<Swashbuckle.AspNetCore.SwaggerGen.SwaggerGeneratorOptions>().SwaggerDocs.Keys;
        scope.ServiceProvider.GetRequiredService<IAsyncSwaggerProvider>().GetSwaggerAsync(names.First()).GetAwaiter().GetResult();
    }

    /// <inheritdoc />
    public override async Task PrepareAsync()
    {
        _subject = ShopApplication.Build(new HostSpec(subjectActions));
        _yardstick = ShopApplication.Build(new HostSpec(yardstickActions));
        await _subject.StartAsync();
        await _yardstick.StartAsync();
    }

    /// <inheritdoc />
    public override Task<double> MeasureAsync(Side side, RatioSettings settings)
    {
        // What the other side has left behind is not this one's to clear away.
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        if (side == Side.Subject)
            Build(_subject!.Services);
        else
            yardstick(_yardstick!.Services);
        return Task.FromResult(Stopwatch.GetElapsedTime(start).TotalMicroseconds / (side == Side.Subject ? subjectActions : yardstickActions));
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        if (_subject is not null)
            await _subject.DisposeAsync();
        if (_yardstick is not null)
            await _yardstick.DisposeAsync();
    }
}
