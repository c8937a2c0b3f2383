using Mvc.Mcp.Benchmarks.Ratios;

namespace Mvc.Mcp.EndToEnd.Benchmarks;

/// <summary>Every pair of the benchmarks runs. What the ratios are is not for a test: a busy machine would fail it.</summary>
public sealed class RatioTests
{
    public static TheoryData<string> Pairs { get; } = [.. RatioPairs.All().Select(pair => pair.Name)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_pair_runs_and_its_row_shows_a_number(string name)
    {
        var output = new StringWriter();

        await RatioCommand.RunAsync([.. RatioPairs.All().Where(pair => pair.Name == name)], RatioSettings.Trial, output);

        var row = output.ToString().Trim().Split('\n')[^1].Split('|', StringSplitOptions.TrimEntries);
        row[1].Should().Be(name);
        double.Parse(row[4], System.Globalization.CultureInfo.InvariantCulture).Should().BeGreaterThanOrEqualTo(0, "what is far cheaper than the other side is rounded to nothing");
        row[6].Should().BeOneOf("reached", "not reached");
    }
}
