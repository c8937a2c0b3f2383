using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace Mvc.Mcp.Protocol.Logging;

/// <summary>
/// Logs what the SDK says of calls, so that no client fills or forges the log: names and reasons that clients choose are cut
/// and stand on one line, and what is a client's mistake is told at Information, without the stack of the exception that
/// carries it.
/// </summary>
internal sealed class CallLogger(ILogger inner) : ILogger
{
    // An unknown method is a warning of the SDK, with another line below for the exception.
    private const string UnknownMethod = "LogNoHandlerFoundForRequest";

    /// <inheritdoc />
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    /// <inheritdoc />
    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    /// <inheritdoc />
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // Whole messages are told to those alone who ask for them.
        if (logLevel is LogLevel.Trace)
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
            return;
        }

        var mistake = IsMistake(exception) ? exception!.Message : null;
        if (mistake is not null)
        {
            // What failed is told once, and the request that failed with it for those who debug.
            logLevel = logLevel is LogLevel.Error ? LogLevel.Information : LogLevel.Debug;
            exception = null;
        }
        else if (eventId.Name is UnknownMethod)
        {
            logLevel = LogLevel.Information;
        }

        if (!inner.IsEnabled(logLevel))
            return;
        var entry = PlainEntry.Of(state, mistake) ?? PlainEntry.Of(formatter(state, exception), mistake);
        inner.Log(logLevel, eventId, entry, exception, static (entry, _) => entry.ToString());
    }

    // These carry a refusal to the client; the arguments of a hand-written tool are read by another library, which refuses
    // what is missing with an exception of its own.
    private static bool IsMistake(Exception? exception) =>
        exception is McpProtocolException { ErrorCode: not McpErrorCode.InternalError } or ArgumentException { Source: "Microsoft.Extensions.AI.Abstractions" };
}
