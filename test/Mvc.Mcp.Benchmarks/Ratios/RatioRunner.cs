using System.Diagnostics;

namespace Mvc.Mcp.Benchmarks.Ratios;

/// <summary>
/// Measures a pair in alternation. Whatever else the machine does falls on both sides alike, so the ratio of a round
/// holds where the times do not.
/// </summary>
internal static class RatioRunner
{
    public static async Task<RatioResult> RunAsync(RatioPair pair, RatioSettings settings)
    {
        await pair.PrepareAsync();
        await WarmUpAsync(pair, Side.Subject, settings);
        await WarmUpAsync(pair, Side.Yardstick, settings);
        var ratios = new List<double>(settings.Rounds);
        for (var round = 0; round < settings.Rounds; round++)
        {
            // Who goes first changes, so that neither always finds the caches as the other left them.
            var (first, second) = round % 2 == 0 ? (Side.Subject, Side.Yardstick) : (Side.Yardstick, Side.Subject);
            var one = await pair.MeasureAsync(first, settings);
            var other = await pair.MeasureAsync(second, settings);
            ratios.Add(first == Side.Subject ? Ratio(one, other) : Ratio(other, one));
        }

        return RatioResult.Of(pair, ratios);
    }

    // Neither side may have been held up at all.
    private static double Ratio(double subject, double yardstick) => subject == yardstick ? 1 : subject / yardstick;

    private static async Task WarmUpAsync(RatioPair pair, Side side, RatioSettings settings)
    {
        var start = Stopwatch.GetTimestamp();
        for (var measured = 0; measured < settings.WarmUpMeasurements || Stopwatch.GetElapsedTime(start) < settings.WarmUp; measured++)
            await pair.MeasureAsync(side, settings);
    }
}
