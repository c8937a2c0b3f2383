using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.Protocol.Stdio;

/// <summary>Keeps everything but the protocol away from standard output.</summary>
internal static class StandardOutput
{
    /// <summary>Turns the console logger and whoever writes to <see cref="Console.Out"/> to standard error.</summary>
    public static void Reserve(IServiceProvider services)
    {
        Console.SetOut(Console.Error);
        if (services.GetService<IOptionsMonitor<ConsoleLoggerOptions>>() is not { } options)
            return;
        UseStandardError(options.CurrentValue);
        // A changed appsettings.json makes the options anew. The registration lives as long as the process has a use for it.
        _ = options.OnChange(UseStandardError);
    }

    // The console logger keeps these very options and asks them at each line.
    private static void UseStandardError(ConsoleLoggerOptions options) => options.LogToStandardErrorThreshold = LogLevel.Trace;
}
