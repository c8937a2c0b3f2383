using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Benchmarks.Parts;

/// <summary>An OpenAPI schema becomes JSON Schema.</summary>
[MemoryDiagnoser]
public class SchemaTranslation
{
    private WebApplication? _app;
    private OpenApiDocument? _document;
    private SchemaComponents? _components;

    [GlobalSetup]
    public void Start()
    {
        _app = ProductApplication.Start();
        (_document, _) = _app.Services.GetRequiredService<IOperationSource>().ReadAsync(new McpOptions(), CancellationToken.None).AsTask().GetAwaiter().GetResult();
        _components = new SchemaComponents(_document);
    }

    [GlobalCleanup]
    public void Stop() => _app!.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark]
    public object NewProduct() =>
        new SchemaTranslator(_components!, SchemaDirection.Input).Translate(_document!.Components!.Schemas!["NewProduct"]);
}
