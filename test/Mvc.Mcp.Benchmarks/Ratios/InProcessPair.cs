using System.Diagnostics;
using System.Text;
using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Benchmarks.Ratios;

/// <summary>A tool call in process against another way to the action, in time or in bytes allocated.</summary>
internal sealed class InProcessPair(
    string name, string what, double atMost, Func<long> read, Func<InProcessCalls, Task<object>> yardstick,
    Func<InProcessCalls, Task<object>>? subject = null) : RatioPair
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
        var result = await CallAsync(_calls);
        var (text, other) = (TextOf(result), TextOf(await yardstick(_calls)));
        if (result is CallToolResult { IsError: true } || text != other)
            throw new InvalidOperationException($"The sides differ: one answers {text}, the other {other}.");
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
                    await CallAsync(calls);
                else
                    await yardstick(calls);
            }

            count += 50;
        }
        while (Stopwatch.GetElapsedTime(start) < settings.Slice);

        return (double)(read() - before) / count;
    }

    private async Task<object> CallAsync(InProcessCalls calls) => subject is null ? await calls.CallToolAsync() : await subject(calls);

    private static string TextOf(object answer) => answer switch
    {
        CallToolResult result => ((TextContentBlock)result.Content[0]).Text,
        _ => Encoding.UTF8.GetString((byte[])answer),
    };

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => _calls?.DisposeAsync() ?? default;
}
