using Mvc.Mcp.Benchmarks.Load;

namespace Mvc.Mcp.Benchmarks.Ratios;

/// <summary>Two kinds of request to a server in a process of its own.</summary>
internal sealed class ServerPair : RatioPair
{
    private readonly int[] _hosts;
    private readonly Func<ServerProcess, Task<Operation>> _subject;
    private readonly Func<ServerProcess, Task<Operation>> _yardstick;
    private readonly Func<ServerProcess, Task<double>> _meter;
    private ServerProcess? _server;
    private Operation? _subjectOperation;
    private Operation? _yardstickOperation;

    /// <param name="name">What the command line calls it.</param>
    /// <param name="what">What is divided by what.</param>
    /// <param name="atMost">What the ratio may be at most.</param>
    /// <param name="hosts">The applications in the server process, each by its number of actions.</param>
    /// <param name="subject">What the library does.</param>
    /// <param name="yardstick">What it is held against.</param>
    /// <param name="meter">What is counted: the server's CPU time, or the time that passes.</param>
    public ServerPair(
        string name, string what, double atMost, int[] hosts,
        Func<ServerProcess, Task<Operation>> subject, Func<ServerProcess, Task<Operation>> yardstick, Func<ServerProcess, Task<double>> meter)
    {
        Name = name;
        What = what;
        AtMost = atMost;
        _hosts = hosts;
        _subject = subject;
        _yardstick = yardstick;
        _meter = meter;
    }

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    public override string What { get; }

    /// <inheritdoc />
    public override double AtMost { get; }

    /// <inheritdoc />
    public override async Task PrepareAsync()
    {
        _server = await ServerProcess.StartAsync(_hosts);
        _subjectOperation = await _subject(_server);
        _yardstickOperation = await _yardstick(_server);
    }

    /// <inheritdoc />
    public override async Task<double> MeasureAsync(Side side, RatioSettings settings)
    {
        var operation = (side == Side.Subject ? _subjectOperation : _yardstickOperation)!;
        var count = Math.Max(1, (int)(settings.Calls * operation.Share));
        var before = await _meter(_server!);
        await operation.RunAsync(count);
        return (await _meter(_server!) - before) / count;
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;
}
