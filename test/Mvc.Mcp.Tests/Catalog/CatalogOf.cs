using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Catalog;

/// <summary>Builds the catalog of an application that has the named controllers and nothing else.</summary>
internal static class CatalogOf
{
    public static CatalogSnapshot Controllers(params Type[] controllers) => Controllers(_ => { }, controllers);

    public static CatalogSnapshot Controllers(Action<McpOptions> configure, params Type[] controllers) =>
        Build(configure, _ => { }, out _, controllers);

    /// <summary>The warnings that building the catalog logs.</summary>
    public static IReadOnlyList<string> Warnings(Action<McpOptions> configure, params Type[] controllers)
    {
        Build(configure, _ => { }, out var warnings, controllers);
        return warnings;
    }

    public static CatalogSnapshot Build(
        Action<McpOptions> configure, Action<IServiceCollection> services, out IReadOnlyList<string> warnings, params Type[] controllers)
    {
        using var log = new WarningLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddControllers().UseOnlyControllers(controllers).AddMcp();
        services(builder.Services);
        using var app = builder.Build();
        var options = new McpOptions();
        configure(options);
        var contents = app.Services.GetRequiredService<CatalogBuilder>().BuildAsync(options, new HashSet<string> { "taken" }, CancellationToken.None).GetAwaiter().GetResult();
        warnings = log.Warnings;
        return contents;
    }

    private sealed class WarningLog : ILoggerProvider, ILogger
    {
        private readonly List<string> _warnings = [];

        public IReadOnlyList<string> Warnings => _warnings;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning)
                _warnings.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
