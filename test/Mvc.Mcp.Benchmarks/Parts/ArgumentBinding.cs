using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Benchmarks.Parts;

/// <summary>Arguments become a request.</summary>
[MemoryDiagnoser]
public class ArgumentBinding
{
    private static readonly Dictionary<string, JsonElement> _id = new() { ["id"] = JsonElement.Parse("42") };
    private static readonly Dictionary<string, JsonElement> _product = new()
    {
        ["name"] = JsonElement.Parse("\"Kettle\""),
        ["price"] = JsonElement.Parse("24.9"),
        ["inStock"] = JsonElement.Parse("12"),
        ["category"] = JsonElement.Parse("\"kitchen\""),
    };

    private WebApplication? _app;
    private RequestTemplate? _get;
    private RequestTemplate? _create;

    [GlobalSetup]
    public void Start()
    {
        _app = ProductApplication.Start();
        _get = _app.Definition("get_product").Request;
        _create = _app.Definition("create_product").Request;
    }

    [GlobalCleanup]
    public void Stop() => _app!.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark]
    public object? OneRouteValue() => Bind(_get!, _id);

    [Benchmark]
    public object? JsonBody() => Bind(_create!, _product);

    private static object? Bind(RequestTemplate plan, Dictionary<string, JsonElement> arguments) =>
        ArgumentBinder.TryBind(plan, arguments, long.MaxValue, RequestLimits.Default, out var request, out var errors) ? request : throw new InvalidOperationException(errors.ToString());
}
