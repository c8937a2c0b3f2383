using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Mvc.Mcp.Benchmarks.Ratios;

namespace Mvc.Mcp.Benchmarks.Parts;

/// <summary>An application's actions become a catalog.</summary>
[MemoryDiagnoser]
public class CatalogBuilding
{
    private WebApplication? _app;

    [Params(10, 1000)]
    public int Actions { get; set; }

    [GlobalSetup]
    public void Start() => _app = ProductApplication.Start(Actions);

    [GlobalCleanup]
    public void Stop() => _app!.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark]
    public void Catalog() => CatalogPair.Build(_app!.Services);

    [Benchmark(Baseline = true)]
    public void DocumentAlone() => CatalogPair.BuildDocument(_app!.Services);
}
