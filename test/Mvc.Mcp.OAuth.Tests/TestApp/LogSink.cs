using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Mvc.Mcp.OAuth.Tests.TestApp;

/// <summary>Keeps the lines that are logged, at every level and from every category: all of them, or those asked for.</summary>
public sealed class LogSink(Func<LogLevel, string, bool>? keep = null) : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines, keep);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<string> lines, Func<LogLevel, string, bool>? keep) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = $"{logLevel} {category}: {formatter(state, exception)} {exception}";
            if (keep is null || keep(logLevel, line))
                lines.Enqueue(line);
        }
    }
}
