using System.CommandLine;
using System.Globalization;

namespace Mvc.Mcp.Benchmarks.Ratios;

/// <summary><c>ratios</c>: measures the pairs and prints a table of them.</summary>
internal static class RatioCommand
{
    public const string Name = "ratios";

    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "Measures for a tenth of the time: enough to see where a change leads." };
        var only = new Option<string[]>("--pair")
        {
            Description = "Measures this pair alone; may be given several times.",
            AllowMultipleArgumentsPerToken = true,
        };
        only.AcceptOnlyFromAmong([.. RatioPairs.All().Select(pair => pair.Name)]);
        var command = new Command(Name, "Compares pairs side by side and prints a table.") { quick, only };
        command.SetAction(parsed =>
        {
            var names = parsed.GetValue(only) ?? [];
            var pairs = RatioPairs.All().Where(pair => names.Length == 0 || names.Contains(pair.Name));
            return RunAsync([.. pairs], parsed.GetValue(quick) ? RatioSettings.Quick : RatioSettings.Full, Console.Out);
        });
        return command;
    }

    /// <summary>Measures each of <paramref name="pairs"/> and writes a row for it as soon as it is known.</summary>
    public static async Task RunAsync(IReadOnlyList<RatioPair> pairs, RatioSettings settings, TextWriter output)
    {
        await output.WriteLineAsync("| pair | compared | at most | median | quartiles | |");
        await output.WriteLineAsync("|---|---|---|---|---|---|");
        foreach (var pair in pairs)
        {
            await using (pair)
            {
                var result = await RatioRunner.RunAsync(pair, settings);
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {pair.Name} | {pair.What} | {pair.AtMost} | {result.Median:0.00} | {result.LowerQuartile:0.00}–{result.UpperQuartile:0.00} | {(result.IsReached ? "reached" : "not reached")} |"));
                await output.FlushAsync();
            }
        }
    }
}
