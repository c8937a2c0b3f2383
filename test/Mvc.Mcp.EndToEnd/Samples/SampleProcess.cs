using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace Mvc.Mcp.EndToEnd.Samples;

/// <summary>A sample that runs as its user runs it: a process of its own, on a port that the system chose.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _seen = [];

    private SampleProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Write(line.Data);
        _process.ErrorDataReceived += (_, line) => { if (line.Data is { } text) _lines.Writer.TryWrite(text); };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts <c>samples/{name}</c> with its arguments, in the Development environment.</summary>
    public static SampleProcess Start(string name, params IEnumerable<string> arguments)
    {
        var configuration = typeof(SampleProcess).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var folder = Repository.PathTo("samples", name);
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(folder, "bin", configuration, "net10.0", $"{name}.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        return new SampleProcess(Process.Start(start)!);
    }

    /// <summary>Reads on until a line matches, and gives its first group.</summary>
    /// <exception cref="InvalidOperationException">The process ended, or a minute passed, without such a line.</exception>
    public async Task<string> ReadAsync([StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(timeout.Token))
            {
                _seen.Add(line);
                if (Regex.Match(line, pattern) is { Success: true } match)
                    return match.Groups[1].Value;
            }
        }
        catch (OperationCanceledException)
        {
            // Reported below, with what the process wrote instead.
        }

        throw new InvalidOperationException($"No line matched '{pattern}'. The sample wrote:\n{string.Join('\n', _seen)}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Write(string? line)
    {
        if (line is null)
            _lines.Writer.TryComplete();
        else
            _lines.Writer.TryWrite(line);
    }
}
