using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Mvc.Mcp.Benchmarks.Subject;

namespace Mvc.Mcp.Benchmarks.Load;

/// <summary>
/// A process with the applications under measurement and nothing else, so that its CPU time is the server's and none of
/// the load's.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly HttpClient _client = new();
    private readonly Process _process;
    private readonly Dictionary<HostSpec, Uri> _hosts = [];

    private ServerProcess(Process process) => _process = process;

    /// <summary>Starts the process and waits until it listens.</summary>
    /// <param name="hosts">Its applications.</param>
    public static async Task<ServerProcess> StartAsync(HostSpec[] hosts)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            ArgumentList = { "exec", typeof(ServerProcess).Assembly.Location, ServeCommand.Name },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var host in hosts)
            start.ArgumentList.Add(host.ToString());
        var server = new ServerProcess(Process.Start(start)!);
        foreach (var host in hosts)
        {
            var address = await server._process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException("The server process ended before it listened; its error stream says why.");
            server._hosts[host] = new Uri(address);
        }

        return server;
    }

    /// <summary>An address of that application.</summary>
    public Uri Uri(HostSpec host, string path) => new(_hosts[host], path);

    /// <summary>A number that the process tells of itself at <paramref name="path"/>.</summary>
    public async Task<double> ReadAsync(string path) =>
        double.Parse(await _client.GetStringAsync(Uri(_hosts.Keys.First(), path)), CultureInfo.InvariantCulture);

    /// <summary>What the process holds after a full collection.</summary>
    public async Task<MemoryFacts> ReadMemoryAsync() => (await _client.GetFromJsonAsync<MemoryFacts>(Uri(_hosts.Keys.First(), "/memory")))!;

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
