using System.Diagnostics;
using System.Text;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Benchmarks.Ratios;

/// <summary>A tool call in process against the bare endpoint, in time or in bytes allocated.</summary>
internal sealed class InProcessPair(string name, string what, double atMost, Func<long> read) : RatioPair
{
    private InProcessCalls? _calls;

    /// <inheritdoc />
    public override string Name => name;

    /// <inheritdoc />
    public override string What => what;

    /// <inheritdoc />
    public override double AtMost => atMost;

    /// <inheritdoc />
    public override async Task PrepareAsync()
    {
        _calls = await InProcessCalls.StartAsync();
        _calls.Enter();
        var result = await _calls.CallToolAsync();
        var text = ((TextContentBlock)result.Content[0]).Text;
        var body = Encoding.UTF8.GetString(await _calls.RunDelegateAsync());
        if (result.IsError == true || text != body)
            throw new InvalidOperationException($"The sides differ: the tool answers {text}, the endpoint {body}.");
    }

    /// <inheritdoc />
    public override async Task<double> MeasureAsync(Side side, RatioSettings settings)
    {
        var calls = _calls!;
        calls.Enter();
        var count = 0;
        var start = Stopwatch.GetTimestamp();
        var before = read();
        do
        {
            for (var i = 0; i < 50; i++)
            {
                if (side == Side.Subject)
                    await calls.CallToolAsync();
                else
                    await calls.RunDelegateAsync();
            }

            count += 50;
        }
        while (Stopwatch.GetElapsedTime(start) < settings.Slice);

        return (double)(read() - before) / count;
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => _calls?.DisposeAsync() ?? default;
}
