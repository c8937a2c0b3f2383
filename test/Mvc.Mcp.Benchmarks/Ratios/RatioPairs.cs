using System.Diagnostics;
using Mvc.Mcp.Benchmarks.Load;
using Mvc.Mcp.Benchmarks.Subject;

namespace Mvc.Mcp.Benchmarks.Ratios;

/// <summary>The pairs that the library is held to.</summary>
internal static class RatioPairs
{
    private const int Few = 4;
    private const int Most = 16;
    private const string ListOf20 = "{}";
    private const string ListOf500 = "{\"pageSize\":500}";
    private const string Created = McpOperations.NewProduct;

    private static readonly HostSpec _small = new(10);
    private static readonly HostSpec _withoutSessions = new(10, HasSessions: false);
    private static readonly HostSpec _thousand = new(1000);
    private static readonly HostSpec _fourThousand = new(4000);
    private static readonly HostSpec[] _smallHost = [_small];
    private static readonly HostSpec[] _bothHosts = [_small, _withoutSessions];

    /// <summary>Every pair, not yet set up.</summary>
    public static IReadOnlyList<RatioPair> All() =>
    [
        new InProcessPair(
            "in-process-time", "time of a tool call in process / the endpoint's delegate on a bare DefaultHttpContext", 1.25,
            // Both run on one thread and wait for nothing: this is the time they take when nobody interrupts them.
            () => Environment.CpuUsage.TotalTime.Ticks, calls => calls.RunDelegateAsync()),
        new InProcessPair(
            "in-process-bytes", "bytes allocated by a tool call in process / by that delegate", 1.5,
            () => GC.GetTotalAllocatedBytes(precise: true), calls => calls.RunDelegateAsync()),
        new InProcessPair(
            "checked", "time of a tool call with a body that is held to its schema / of the same call where any value is taken", 1.1,
            () => Environment.CpuUsage.TotalTime.Ticks, calls => calls.CreateUncheckedAsync(), calls => calls.CreateAsync()),
        .. Calls("plain-get", "get_product", "{\"id\":42}", 1.6, McpOperations.PlainGet(_small), "a plain GET of the same action"),
        .. Calls("list-of-20", "list_products", ListOf20, 1.5, McpOperations.PlainGet(_small, "/products"), "a plain GET of the same 20 records"),
        .. Calls("list-of-500", "list_products", ListOf500, 1.4, McpOperations.PlainGet(_small, "/products?pageSize=500", 0.1), "a plain GET of the same 500 records", 0.1),
        .. Calls("create", "create_product", Created, 1.6, McpOperations.PlainPost(_small), "a plain POST of the same product"),
        new ServerPair(
            "pauses", "time in pauses of the collector per tools/call / per plain GET of the same action", 2, _smallHost,
            McpOperations.StatelessCall(_small, "get_product"), McpOperations.PlainGet(_small), Meter.Pauses, Most),
        new ServerPair(
            "hand-written", "server CPU of a generated tool / of a hand-written tool, stateless", 0.65, _smallHost,
            McpOperations.StatelessCall(_small, "get_product"), McpOperations.StatelessCall(_small, "get_product_by_hand"), Meter.Cpu),
        new ServerPair(
            "hand-written-list", "the same, a list of 20 records", 0.65, _smallHost,
            McpOperations.StatelessCall(_small, "list_products", arguments: ListOf20),
            McpOperations.StatelessCall(_small, "list_products_by_hand", arguments: ListOf20), Meter.Cpu),
        new ServerPair(
            "session", "server CPU of a stateless tools/call / of the same call in a session", 1.15, _smallHost,
            McpOperations.StatelessCall(_small, "get_product"), McpOperations.SessionCall(_small, "get_product"), Meter.Cpu),
        new ServerPair(
            "list", "server CPU of tools/list with 1,000 tools / of serializing its result once", 1.3, [_thousand],
            McpOperations.List(_thousand), McpOperations.SerializeList(_thousand), Meter.Cpu),
        new ServerPair(
            "list-static", "server CPU of tools/list with 1,000 tools / of a kept response of the same length", 1.5, [_thousand],
            McpOperations.List(_thousand), McpOperations.StaticList(_thousand), Meter.Cpu),
        new ServerPair(
            "loopback", "time of a tools/call in process / sent over loopback HTTP to itself, each with the MCP request that brings it", 0.4, _smallHost,
            McpOperations.StatelessCall(_small, "get_product"), McpOperations.StatelessCall(_small, "get_product", "/mcp/forwarded"), Meter.Clock),
        new ServerPair(
            "loopback-floor", "time of a plain GET of the action / of that tools/call over loopback: what the pair above could reach", 0.4, _smallHost,
            McpOperations.PlainGet(_small), McpOperations.StatelessCall(_small, "get_product", "/mcp/forwarded"), Meter.Clock),
        new InProcessPair(
            "loopback-call", "time of a tool call in process / sent over loopback HTTP, without the MCP request around both", 0.4,
            Stopwatch.GetTimestamp, calls => calls.ForwardToolAsync()),
        new ServerPair(
            "catalog-size", "server CPU of a tools/call with 4,000 tools in the catalog / with 10", 1.05, [_small, _fourThousand],
            McpOperations.StatelessCall(_fourThousand, "get_product"), McpOperations.StatelessCall(_small, "get_product"), Meter.Cpu),
        new CatalogPair(
            "catalog-build", "time to make a catalog of 1,000 actions / to make Swashbuckle's document", 2, 1000, 1000, CatalogPair.BuildDocument),
        new CatalogPair(
            "catalog-growth", "time per action to make a catalog of 4,000 actions / of 1,000", 1.25, 4000, 1000, CatalogPair.Build),
    ];

    // Each in CPU and in its tail; CPU in the two protocol versions that most clients speak.
    private static IEnumerable<RatioPair> Calls(
        string name, string tool, string arguments, double atMost, Func<ServerProcess, Task<Operation>> plain, string what, double share = 1) =>
    [
        new ServerPair(
            name, $"server CPU of a stateless tools/call / of {what}", atMost, _smallHost,
            McpOperations.StatelessCall(_small, tool, arguments: arguments, share: share), plain, Meter.Cpu, Few),
        new ServerPair(
            $"{name}-2025-11-25", "the same in protocol version 2025-11-25", atMost, _bothHosts,
            McpOperations.EarlierCall(_withoutSessions, tool, arguments, share), plain, Meter.Cpu, Few),
        new ServerPair(
            $"{name}-p99", $"time that 99 of 100 such calls take at most, 16 connections / of {what}", 2, _smallHost,
            McpOperations.StatelessCall(_small, tool, arguments: arguments, share: share), plain, Meter.Tail, Most),
    ];
}
