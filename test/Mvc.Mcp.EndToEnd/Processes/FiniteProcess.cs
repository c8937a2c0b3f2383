using System.Diagnostics;

namespace Mvc.Mcp.EndToEnd.Processes;

/// <summary>A process that a test waits for.</summary>
internal static class FiniteProcess
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs a process to its end, without input.</summary>
    /// <exception cref="TimeoutException">It did not end in three minutes.</exception>
    public static async Task<ProcessOutput> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        var command = $"{Path.GetFileName(start.FileName)} {string.Join(' ', start.ArgumentList)}";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(_patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{command}' did not end. It wrote:\n{await output}\n{await error}");
        }

        return new ProcessOutput(command, process.ExitCode, await output, await error);
    }
}
