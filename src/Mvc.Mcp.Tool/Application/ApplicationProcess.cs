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

    /// <summary>Reads the catalog, and counts its tokens.</summary>
    /// <exception cref="ToolException">The application cannot be run, or failed.</exception>
    public static async Task<Catalog> ReadCatalogAsync(FileInfo application, CancellationToken cancellationToken)
    {
        if (!application.Exists)
            throw new ToolException($"There is no application '{application.FullName}'. Build it first.");
        var file = new FileInfo(Path.GetTempFileName());
        try
        {
            await RunAsync(application, file, cancellationToken);
            return TokenCount.Of(await CatalogJson.ReadAsync(file, cancellationToken));
        }
        finally
        {
            file.Delete();
        }
    }

    private static async Task RunAsync(FileInfo application, FileInfo output, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [application.FullName])
        {
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
            await process.WaitForExitAsync(cancellationToken).WaitAsync(_patience, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new ToolException($"{application.Name} did not come to the point of opening its port within {_patience.TotalMinutes:0} minutes.", exception);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        output.Refresh();
        if (process.ExitCode != 0 || output.Length == 0)
            throw new ToolException($"{application.Name} ended before it showed what it offers.\n{await errors}{await written}".TrimEnd());
    }
}
