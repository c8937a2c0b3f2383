using System.Globalization;
using ModelContextProtocol;

namespace Mvc.Mcp.Execution.Progress;

/// <summary>
/// Reports the items of a JSON array as an action's <c>IAsyncEnumerable&lt;T&gt;</c> produces them: the formatter flushes a
/// batch whenever the next item lets it wait.
/// </summary>
internal sealed class BatchProgress(ProgressReporter reporter)
{
    private readonly ArrayItemCounter _counter = new();
    private int _seen;
    private int _reported;

    /// <summary>Reports what is new in <paramref name="written"/>, which is all of the body so far.</summary>
    public Task FlushedAsync(ReadOnlyMemory<byte> written)
    {
        _counter.Read(written.Span[_seen..]);
        _seen = written.Length;
        if (_counter.Items == _reported)
            return Task.CompletedTask;
        _reported = _counter.Items;
        return reporter.ReportAsync(new ProgressNotificationValue
        {
            Progress = _reported,
            Message = string.Create(CultureInfo.InvariantCulture, $"{_reported} items so far"),
        });
    }
}
