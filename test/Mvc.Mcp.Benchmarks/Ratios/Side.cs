namespace Mvc.Mcp.Benchmarks.Ratios;

/// <summary>A side of a pair.</summary>
internal enum Side
{
    /// <summary>What the library does: the numerator.</summary>
    Subject,

    /// <summary>What it is held against: the denominator.</summary>
    Yardstick,
}
