using System.Diagnostics.Tracing;
using Microsoft.AspNetCore.Mvc;
using Mvc.Mcp.Tests.Execution.Load;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Execution;

/// <summary>What belongs to a request ends with it: no table keeps a handle for each until a full collection.</summary>
[Collection(nameof(AloneCollection))]
public class HandleTests
{
    private const int Calls = 2000;

    [Fact]
    public async Task Calls_leave_no_GC_handles_behind()
    {
        await using var app = await McpTestApp.StartAsync([typeof(PingController)]);
        await using var client = await app.ConnectAsync();
        await CallAsync(client, 50);
        using var handles = new HandleCounter();
        var before = await handles.CountAsync();

        await CallAsync(client, Calls);

        // Other tests of the process hold some as well; one for each call would be thousands.
        (await handles.CountAsync() - before).Should().BeLessThan(Calls / 2);
    }

    private static async Task CallAsync(ModelContextProtocol.Client.McpClient client, int times)
    {
        for (var i = 0; i < times; i++)
            await client.CallToolAsync("ping");
    }

    [ApiController]
    public sealed class PingController : ControllerBase
    {
        [HttpGet("/ping", Name = "ping")]
        public string Ping() => "pong";
    }

    /// <summary>Reads the runtime's own count, which it tells with each collection.</summary>
    private sealed class HandleCounter : EventListener
    {
        private const EventKeywords GC = (EventKeywords)0x1;
        private TaskCompletionSource<uint>? _next;

        public async Task<long> CountAsync()
        {
            var next = new TaskCompletionSource<uint>(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _next, next);
            System.GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            return await next.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
                EnableEvents(eventSource, EventLevel.Informational, GC);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName?.StartsWith("GCHeapStats", StringComparison.Ordinal) != true)
                return;
            var count = (uint)eventData.Payload![eventData.PayloadNames!.IndexOf("GCHandleCount")]!;
            Volatile.Read(ref _next)?.TrySetResult(count);
        }
    }
}
