namespace Mvc.Mcp.Benchmarks.Ratios;

/// <summary>Two ways to do a thing, whose costs are compared.</summary>
internal abstract class RatioPair : IAsyncDisposable
{
    /// <summary>What the command line calls it.</summary>
    public abstract string Name { get; }

    /// <summary>What is divided by what.</summary>
    public abstract string What { get; }

    /// <summary>What the ratio may be at most.</summary>
    public abstract double AtMost { get; }

    /// <summary>Sets both sides up.</summary>
    public abstract Task PrepareAsync();

    /// <summary>What one operation of a side costs now, in a unit that both sides share.</summary>
    public abstract Task<double> MeasureAsync(Side side, RatioSettings settings);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}
