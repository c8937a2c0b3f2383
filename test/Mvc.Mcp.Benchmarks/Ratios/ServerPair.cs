using Mvc.Mcp.Benchmarks.Load;
using Mvc.Mcp.Benchmarks.Subject;

namespace Mvc.Mcp.Benchmarks.Ratios;

/// <summary>Two kinds of request to a server in a process of its own.</summary>
internal sealed class ServerPair : RatioPair
{
    private readonly HostSpec[] _hosts;
    private readonly Func<ServerProcess, Task<Operation>> _subject;
    private readonly Func<ServerProcess, Task<Operation>> _yardstick;
    private readonly Meter _meter;
    private readonly int _connections;
    private ServerProcess? _server;
    private Operation? _subjectOperation;
    private Operation? _yardstickOperation;

    /// <param name="name">What the command line calls it.</param>
    /// <param name="what">What is divided by what.</param>
    /// <param name="atMost">What the ratio may be at most.</param>
    /// <param name="hosts">The applications in the server process.</param>
    /// <param name="subject">What the library does.</param>
    /// <param name="yardstick">What it is held against.</param>
    /// <param name="meter">What is counted.</param>
    /// <param name="connections">How many clients send at once.</param>
    public ServerPair(
        string name, string what, double atMost, HostSpec[] hosts,
        Func<ServerProcess, Task<Operation>> subject, Func<ServerProcess, Task<Operation>> yardstick, Meter meter, int connections = 4)
    {
        Name = name;
        What = what;
        AtMost = atMost;
        _hosts = hosts;
        _subject = subject;
        _yardstick = yardstick;
        _meter = meter;
        _connections = connections;
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
    public override Task<double> MeasureAsync(Side side, RatioSettings settings)
    {
        var operation = (side == Side.Subject ? _subjectOperation : _yardstickOperation)!;
        return _meter.MeasureAsync(_server!, operation, Math.Max(1, (int)(settings.Calls * operation.Share)), _connections);
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;
}
