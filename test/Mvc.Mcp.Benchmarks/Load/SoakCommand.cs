using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Mvc.Mcp.Benchmarks.Subject;

namespace Mvc.Mcp.Benchmarks.Load;

/// <summary><c>soak</c>: calls a tool for minutes and prints what the server holds at the start, in between and at the end.</summary>
internal static class SoakCommand
{
    public const string Name = "soak";

    private const int WarmUp = 100_000;
    private const int CallsBetweenLooks = 20_000;

    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long.", DefaultValueFactory = _ => 5 };
        var command = new Command(Name, "Calls a tool for minutes and prints what the server holds.") { minutes };
        command.SetAction(parsed => RunAsync(TimeSpan.FromMinutes(parsed.GetValue(minutes)), Console.Out));
        return command;
    }

    /// <summary>Runs it. What is held is counted after full collections, outside the load.</summary>
    public static async Task RunAsync(TimeSpan duration, TextWriter output)
    {
        HostSpec[] hosts = [new(10)];
        await using var server = await ServerProcess.StartAsync(hosts);
        var call = await McpOperations.StatelessCall(hosts[0], "get_product")(server);
        // Until the compiler is done, what is held grows for reasons of its own.
        await call.RunAsync(WarmUp, 16);

        await output.WriteLineAsync("| calls | generation 2, bytes | heap, bytes | GC handles | timers | in pauses, % |");
        await output.WriteLineAsync("|---|---|---|---|---|---|");
        var first = await LookAsync(server, output, 0);
        var last = first;
        var start = Stopwatch.GetTimestamp();
        for (var calls = 0; Stopwatch.GetElapsedTime(start) < duration;)
        {
            await call.RunAsync(CallsBetweenLooks, 16);
            calls += CallsBetweenLooks;
            last = await LookAsync(server, output, calls);
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| end / start | {Share(last.Generation2, first.Generation2):0.000} | {Share(last.Heap, first.Heap):0.000} | {Share(last.Handles, first.Handles):0.000} | {Share(last.Timers, first.Timers):0.000} | |"));
    }

    private static double Share(long last, long first) => (double)last / first;

    private static async Task<MemoryFacts> LookAsync(ServerProcess server, TextWriter output, int calls)
    {
        var facts = await server.ReadMemoryAsync();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"| {calls} | {facts.Generation2} | {facts.Heap} | {facts.Handles} | {facts.Timers} | {facts.PauseShare:0.00} |"));
        await output.FlushAsync();
        return facts;
    }
}
