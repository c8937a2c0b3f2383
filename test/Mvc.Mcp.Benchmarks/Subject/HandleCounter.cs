using System.Diagnostics.Tracing;

namespace Mvc.Mcp.Benchmarks.Subject;

/// <summary>Keeps the number of handles that the garbage collector told of last: it tells at the end of each collection.</summary>
internal sealed class HandleCounter : EventListener
{
    private const EventKeywords Collections = (EventKeywords)1;

    private static readonly HandleCounter _listener = new();
    private readonly ManualResetEventSlim _told = new();
    private long _count;

    /// <summary>How many there are after a full collection.</summary>
    public static long Count
    {
        get
        {
            _listener._told.Reset();
            GC.Collect();
            // What the runtime tells arrives on a thread of its own.
            _listener._told.Wait(TimeSpan.FromSeconds(5));
            return Interlocked.Read(ref _listener._count);
        }
    }

    /// <inheritdoc />
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(eventSource, EventLevel.Informational, Collections);
    }

    /// <inheritdoc />
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith("GCHeapStats", StringComparison.Ordinal) != true)
            return;
        Interlocked.Exchange(ref _count, (uint)eventData.Payload![eventData.PayloadNames!.IndexOf("GCHandleCount")]!);
        _told?.Set();
    }
}
