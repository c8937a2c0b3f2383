using System.Diagnostics;
using Mvc.Mcp.Benchmarks.Load;

namespace Mvc.Mcp.Benchmarks.Ratios;

/// <summary>The pairs that the library is held to.</summary>
internal static class RatioPairs
{
    private static readonly int[] _smallHost = [10];

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
        new ServerPair(
            "hand-written", "server CPU of a generated tool / of a hand-written tool, stateless", 1.2, _smallHost,
            McpOperations.StatelessCall(_smallHost[0], "get_product"), McpOperations.StatelessCall(_smallHost[0], "get_product_by_hand"), Cpu),
        new ServerPair(
            "plain-get", "server CPU of a stateless tools/call / of a plain GET of the same action", 1.9, _smallHost,
            McpOperations.StatelessCall(_smallHost[0], "get_product"), McpOperations.PlainGet(_smallHost[0]), Cpu),
        new ServerPair(
            "session", "server CPU of a stateless tools/call / of the same call in a session", 1.15, _smallHost,
            McpOperations.StatelessCall(_smallHost[0], "get_product"), McpOperations.SessionCall(_smallHost[0], "get_product"), Cpu),
        new ServerPair(
            "list", "server CPU of tools/list with 1,000 tools / of serializing its result once", 1.3, [1000],
            McpOperations.List(1000), McpOperations.SerializeList(1000), Cpu),
        new ServerPair(
            "loopback", "time of a tools/call in process / sent over loopback HTTP to itself, each with the MCP request that brings it", 0.4, _smallHost,
            McpOperations.StatelessCall(_smallHost[0], "get_product"), McpOperations.StatelessCall(_smallHost[0], "get_product", "/mcp/forwarded"), Clock),
        new ServerPair(
            "loopback-floor", "time of a plain GET of the action / of that tools/call over loopback: what the pair above could reach", 0.4, _smallHost,
            McpOperations.PlainGet(_smallHost[0]), McpOperations.StatelessCall(_smallHost[0], "get_product", "/mcp/forwarded"), Clock),
        new InProcessPair(
            "loopback-call", "time of a tool call in process / sent over loopback HTTP, without the MCP request around both", 0.4,
            Stopwatch.GetTimestamp, calls => calls.ForwardToolAsync()),
        new ServerPair(
            "catalog-size", "server CPU of a tools/call with 4,000 tools in the catalog / with 10", 1.05, [10, 4000],
            McpOperations.StatelessCall(4000, "get_product"), McpOperations.StatelessCall(10, "get_product"), Cpu),
        new CatalogPair(
            "catalog-build", "time to make a catalog of 1,000 actions / to make Swashbuckle's document", 2, 1000, 1000, CatalogPair.BuildDocument),
        new CatalogPair(
            "catalog-growth", "time per action to make a catalog of 4,000 actions / of 1,000", 1.25, 4000, 1000, CatalogPair.Build),
    ];

    private static Task<double> Cpu(ServerProcess server) => server.ReadCpuAsync();

    private static Task<double> Clock(ServerProcess server) => Task.FromResult(Stopwatch.GetTimestamp() * 1e6 / Stopwatch.Frequency);
}
