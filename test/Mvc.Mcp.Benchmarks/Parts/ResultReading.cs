using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Mvc.Mcp.Benchmarks.Subject;
using Mvc.Mcp.Results;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Benchmarks.Parts;

/// <summary>A response becomes a result.</summary>
[MemoryDiagnoser]
public class ResultReading
{
    private static readonly byte[] _product = JsonSerializer.SerializeToUtf8Bytes(Product.Of(42), JsonSerializerOptions.Web);
    private static readonly byte[] _problem = Encoding.UTF8.GetBytes(
        """{"title":"One or more validation errors occurred.","status":400,"errors":{"Name":["The Name field is required."]}}""");

    private static readonly HeaderDictionary _json = new() { ["Content-Type"] = "application/json; charset=utf-8" };
    private static readonly HeaderDictionary _problemJson = new() { ["Content-Type"] = "application/problem+json; charset=utf-8" };

    private WebApplication? _app;
    private ToolDefinition? _create;

    [GlobalSetup]
    public void Start()
    {
        _app = ProductApplication.Start();
        _create = _app.Definition("create_product");
    }

    [GlobalCleanup]
    public void Stop() => _app!.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark]
    public object Record() => Read(StatusCodes.Status200OK, _json, _product);

    [Benchmark]
    public object ValidationProblem() => Read(StatusCodes.Status400BadRequest, _problemJson, _problem);

    private object Read(int status, IHeaderDictionary headers, byte[] body)
    {
        using var response = new ActionResponse(status, headers, body, null);
        return ResultReader.Read(_create!, response, "2026-07-28", arguments: null);
    }
}
