using Microsoft.Extensions.Logging;

namespace Mvc.Mcp.Protocol.Logging;

/// <summary>The application's loggers, for the SDK's servers: what a client gets wrong is not logged as a failure of the application.</summary>
internal sealed class CallLoggerFactory(ILoggerFactory application) : ILoggerFactory
{
    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new CallLogger(application.CreateLogger(categoryName));

    /// <inheritdoc />
    public void AddProvider(ILoggerProvider provider) => application.AddProvider(provider);

    /// <inheritdoc />
    public void Dispose()
    {
        // It is the application's.
    }
}
