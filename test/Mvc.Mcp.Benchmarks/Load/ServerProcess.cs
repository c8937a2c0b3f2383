using System.Diagnostics;
using System.Globalization;

namespace Mvc.Mcp.Benchmarks.Load;

/// <summary>
/// A process with the applications under measurement and nothing else, so that its CPU time is the server's and none of
/// the load's.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly HttpClient _client = new();
    private readonly Process _process;
    private readonly Dictionary<int, Uri> _hosts = [];

    private ServerProcess(Process process) => _process = process;

    /// <summary>Starts the process and waits until it listens.</summary>
    /// <param name="hosts">Its applications, each by its number of actions.</param>
    public static async Task<ServerProcess> StartAsync(int[] hosts)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            ArgumentList = { "exec", typeof(ServerProcess).Assembly.Location, ServeCommand.Name },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var host in hosts)
            start.ArgumentList.Add(host.ToString(CultureInfo.InvariantCulture));
        var server = new ServerProcess(Process.Start(start)!);
        foreach (var host in hosts)
        {
            var address = await server._process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException("The server process ended before it listened; its error stream says why.");
            server._hosts[host] = new Uri(address);
        }

        return server;
    }

    /// <summary>An address of the application with that many actions.</summary>
    public Uri Uri(int host, string path) => new(_hosts[host], path);

    /// <summary>The CPU time of the process so far, in microseconds.</summary>
    public async Task<double> ReadCpuAsync() =>
        double.Parse(await _client.GetStringAsync(Uri(_hosts.Keys.First(), "/cpu")), CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // The process ends with its input: it cannot outlive this one, whatever becomes of it.
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
    }
}
