namespace Mvc.Mcp.Benchmarks.Subject;

/// <summary>What a server holds after a full collection.</summary>
/// <param name="Generation2">The bytes of generation 2.</param>
/// <param name="Heap">The bytes of the whole heap.</param>
/// <param name="Handles">How many handles the collector knows, dependent ones among them.</param>
/// <param name="Timers">How many timers run.</param>
/// <param name="PauseShare">How much of the process's life was spent in pauses, in percent.</param>
public sealed record MemoryFacts(long Generation2, long Heap, long Handles, long Timers, double PauseShare)
{
    /// <summary>What this process holds now.</summary>
    public static MemoryFacts Now()
    {
        // Twice: what has a finalizer goes with the second.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var info = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return new(info.GenerationInfo[2].SizeAfterBytes, info.HeapSizeBytes, HandleCounter.Count, Timer.ActiveCount, info.PauseTimePercentage);
    }
}
