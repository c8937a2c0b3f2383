using System.Diagnostics;
using Mvc.Mcp.Tool.Output;
using Mvc.Mcp.Tool.Tokens;

namespace Mvc.Mcp.Tool.Application;

/// <summary>
/// Runs an application up to the moment when it would open its port, to read there what it offers. It runs as itself, with
/// its own runtime, packages and configuration; a startup hook of .NET brings this assembly into it.
/// </summary>
internal static class ApplicationProcess
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _betweenLooks = TimeSpan.FromMilliseconds(100);

    /// <summary>The command of the .NET SDK.</summary>
    public static string DotNet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Reads the catalog, and counts its tokens.</summary>
    /// <param name="location">Where it is.</param>
    /// <param name="wait">How long another host is waited for, after one that does not use Mvc.Mcp was started.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ToolException">The application cannot be run, or failed.</exception>
    public static async Task<Catalog> ReadCatalogAsync(ApplicationLocation location, TimeSpan wait, CancellationToken cancellationToken)
    {
        var (application, folder) = await location.FindAsync(cancellationToken);
        var file = new FileInfo(Path.GetTempFileName());
        try
        {
            await RunAsync(application, folder, file, wait, cancellationToken);
            return TokenCount.Of(await CatalogJson.ReadAsync(file, cancellationToken));
        }
        finally
        {
            file.Delete();
        }
    }

    private static async Task RunAsync(FileInfo application, string? folder, FileInfo output, TimeSpan wait, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(DotNet, [application.FullName])
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(ApplicationProcess).Assembly.Location;
        start.Environment[CatalogServer.OutputVariable] = output.FullName;

        using var process = Process.Start(start) ?? throw new ToolException("'dotnet' could not be started.");
        process.StandardInput.Close();
        var written = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            if (!await EndsAsync(process, output, wait, cancellationToken))
                throw new ToolException($"{application.Name} did not come to the point of opening its port within {_patience.TotalMinutes:0} minutes.");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        if (CatalogServer.IsPassed(output))
            throw new ToolException($"{application.Name} does not use Mvc.Mcp: neither AddMcp() nor WithOpenApi() was called in a host that it started.");
        output.Refresh();
        if (process.ExitCode != 0 || output.Length == 0)
            throw new ToolException($"{application.Name} ended before it showed what it offers.\n{Once(await errors, await written)}".TrimEnd());
    }

    // The exception that ends an application stands in its log as well.
    private static string Once(string errors, string written) => string.IsNullOrWhiteSpace(errors) ? written : errors;

    // An application may start a host for its set-up and take it down again; the next one is waited for.
    private static async Task<bool> EndsAsync(Process process, FileInfo output, TimeSpan wait, CancellationToken cancellationToken)
    {
        var running = Stopwatch.StartNew();
        TimeSpan? passed = null;
        var ended = process.WaitForExitAsync(cancellationToken);
        while (await Task.WhenAny(ended, Task.Delay(_betweenLooks, cancellationToken)) != ended)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (running.Elapsed > _patience)
                return false;
            passed ??= CatalogServer.IsPassed(output) ? running.Elapsed : null;
            if (running.Elapsed - passed > wait)
            {
                process.Kill(entireProcessTree: true);
                break;
            }
        }

        await ended;
        return true;
    }
}
