using BenchmarkDotNet.Attributes;
using Mvc.Mcp.Benchmarks.Ratios;

namespace Mvc.Mcp.Benchmarks.Parts;

/// <summary>A whole call, beside the bare endpoint.</summary>
[MemoryDiagnoser]
public class CallsInProcess
{
    private InProcessCalls? _calls;

    [GlobalSetup]
    public void Start() => _calls = InProcessCalls.StartAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void Stop() => _calls!.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark]
    public async Task<object> ToolCall()
    {
        _calls!.Enter();
        return await _calls.CallToolAsync();
    }

    [Benchmark]
    public async Task<object> Dispatch()
    {
        _calls!.Enter();
        return await _calls.DispatchAsync();
    }

    [Benchmark(Baseline = true)]
    public async Task<object> BareEndpoint()
    {
        _calls!.Enter();
        return await _calls.RunDelegateAsync();
    }
}
