using System.Diagnostics;

namespace Mvc.Mcp.Benchmarks.Load;

/// <summary>What is counted while a server is under load.</summary>
internal abstract class Meter
{
    /// <summary>The server's CPU time per request, in microseconds.</summary>
    public static Meter Cpu { get; } = new Counter(server => server.ReadAsync("/cpu"));

    /// <summary>The time that passes per request, in microseconds.</summary>
    public static Meter Clock { get; } = new Counter(_ => Task.FromResult(Stopwatch.GetTimestamp() * 1e6 / Stopwatch.Frequency));

    /// <summary>The time in which the garbage collector held the server up, per request, in microseconds.</summary>
    public static Meter Pauses { get; } = new Counter(server => server.ReadAsync("/pauses"));

    /// <summary>The time that 99 of 100 requests take at most, in microseconds.</summary>
    public static Meter Tail { get; } = new Quantile(0.99);

    /// <summary>Lets <paramref name="operation"/> run and gives what is counted.</summary>
    public abstract Task<double> MeasureAsync(ServerProcess server, Operation operation, int count, int connections);

    private sealed class Counter(Func<ServerProcess, Task<double>> read) : Meter
    {
        public override async Task<double> MeasureAsync(ServerProcess server, Operation operation, int count, int connections)
        {
            var before = await read(server);
            await operation.RunAsync(count, connections);
            return (await read(server) - before) / count;
        }
    }

    private sealed class Quantile(double share) : Meter
    {
        public override async Task<double> MeasureAsync(ServerProcess server, Operation operation, int count, int connections)
        {
            double[] times = [.. (await operation.RunAsync(count, connections)).Order()];
            return times[(int)(share * (times.Length - 1))];
        }
    }
}
