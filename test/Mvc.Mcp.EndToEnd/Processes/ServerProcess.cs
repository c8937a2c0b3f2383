using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace Mvc.Mcp.EndToEnd.Processes;

/// <summary>A process that runs beside a test, tells by a line of its output when it is ready, and ends with the test.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _seen = [];
    private bool _disposed;

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data, isLast: line.Data is null);
        process.ErrorDataReceived += (_, line) => Add(line.Data, isLast: false);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The lines that were read already.</summary>
    public IReadOnlyList<string> Seen => _seen;

    /// <summary>Starts a process. Whoever asked for it disposes of it, which ends it.</summary>
    public static ServerProcess Start(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        return new ServerProcess(Process.Start(start)!);
    }

    /// <summary>Reads on until a line of the output or the error output matches, and gives its first group.</summary>
    /// <exception cref="InvalidOperationException">The process ended, or a minute passed, without such a line.</exception>
    public async Task<string> ReadAsync([StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
    {
        using var timeout = new CancellationTokenSource(_patience);
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

        throw new InvalidOperationException($"No line matched '{pattern}'. The process wrote:\n{string.Join('\n', _seen)}");
    }

    /// <summary>
    /// The same, but looks first at what was read already: for lines whose order nobody promises, as between what an
    /// application prints and what its logger writes in the background.
    /// </summary>
    /// <exception cref="InvalidOperationException">The process ended, or a minute passed, without such a line.</exception>
    public Task<string> FindAsync([StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
    {
        foreach (var line in _seen)
        {
            if (Regex.Match(line, pattern) is { Success: true } match)
                return Task.FromResult(match.Groups[1].Value);
        }

        return ReadAsync(pattern);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Add(string? line, bool isLast)
    {
        if (isLast)
            _lines.Writer.TryComplete();
        else if (line is not null)
            _lines.Writer.TryWrite(line);
    }
}
