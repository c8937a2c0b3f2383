namespace Mvc.Mcp.Benchmarks.Load;

/// <summary>Something a server is asked to do many times.</summary>
/// <param name="Share">How many of these make up one ordinary call in a measurement, because they are larger.</param>
/// <param name="RunAsync">Does it so many times, over so many connections, and gives the microseconds that each took.</param>
internal sealed record Operation(double Share, Func<int, int, Task<IReadOnlyCollection<double>>> RunAsync);
