namespace Mvc.Mcp.Benchmarks.Ratios;

/// <summary>What was measured of a pair.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Median">The median of the rounds' ratios.</param>
/// <param name="LowerQuartile">A quarter of the rounds were below.</param>
/// <param name="UpperQuartile">A quarter of the rounds were above.</param>
internal sealed record RatioResult(RatioPair Pair, double Median, double LowerQuartile, double UpperQuartile)
{
    /// <summary>Whether the ratio is what it may be at most, or less.</summary>
    public bool IsReached => Median <= Pair.AtMost;

    /// <summary>Summarizes the ratios of the rounds.</summary>
    public static RatioResult Of(RatioPair pair, IEnumerable<double> ratios)
    {
        double[] sorted = [.. ratios.Order()];
        return new RatioResult(pair, Quantile(0.5), Quantile(0.25), Quantile(0.75));

        double Quantile(double share)
        {
            var place = share * (sorted.Length - 1);
            var below = sorted[(int)place];
            return below + ((sorted[(int)Math.Ceiling(place)] - below) * (place - Math.Floor(place)));
        }
    }
}
