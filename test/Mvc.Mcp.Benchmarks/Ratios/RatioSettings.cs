namespace Mvc.Mcp.Benchmarks.Ratios;

/// <summary>How thoroughly a ratio is measured.</summary>
/// <param name="WarmUp">How long each side runs under load first: until then the compiler is still at work.</param>
/// <param name="WarmUpMeasurements">How many measurements it takes at least: on a busy machine time alone does not warm.</param>
/// <param name="Rounds">How often both sides are measured, in alternation.</param>
/// <param name="Calls">How many calls over HTTP one measurement has.</param>
/// <param name="Slice">How long one measurement in process lasts.</param>
internal sealed record RatioSettings(TimeSpan WarmUp, int WarmUpMeasurements, int Rounds, int Calls, TimeSpan Slice)
{
    /// <summary>For numbers that are published.</summary>
    public static RatioSettings Full { get; } = new(TimeSpan.FromSeconds(10), 10, 31, 2000, TimeSpan.FromMilliseconds(60));

    /// <summary>For a look while working.</summary>
    public static RatioSettings Quick { get; } = new(TimeSpan.FromSeconds(4), 8, 11, 1000, TimeSpan.FromMilliseconds(40));

    /// <summary>Proves that a pair runs; its numbers mean nothing.</summary>
    public static RatioSettings Trial { get; } = new(TimeSpan.Zero, 0, 1, 2, TimeSpan.Zero);
}
