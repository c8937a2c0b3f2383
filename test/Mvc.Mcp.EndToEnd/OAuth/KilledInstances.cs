using Mvc.Mcp.EndToEnd.Processes;
using Mvc.Mcp.EndToEnd.Samples;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>
/// Two instances of the sample Shop.Identity as processes, which share a folder. Whichever has answered a step of the
/// sign-in is killed before the next step, and a new one takes its place.
/// </summary>
public sealed class KilledInstances : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mvc-mcp-killed-");
    private readonly List<ServerProcess> _processes = [];
    private Task<(ServerProcess Process, Uri Address)>? _next;
    private (ServerProcess Process, Uri Address) _current;
    private RoundRobin? _balancer;

    /// <summary>Where clients reach the application.</summary>
    public Uri Origin => _balancer!.Origin;

    /// <summary>The paths whose answering process was killed.</summary>
    public List<string> Killed { get; } = [];

    public async Task InitializeAsync()
    {
        _balancer = await RoundRobin.StartAsync();
        _current = await StartAsync();
        // One after the other: the first makes the databases.
        _next = StartAsync();
        _balancer.Instances = [_current.Address];
        _balancer.AfterEach = (path, _) =>
            path.StartsWith("/oauth/", StringComparison.Ordinal) || path == "/Account/Login" ? KillAsync(path) : Task.CompletedTask;
    }

    /// <summary>Kills the process that has answered so far: the other one goes on.</summary>
    public async Task KillAsync(string path)
    {
        Killed.Add(path);
        var other = await _next!;
        await _current.Process.DisposeAsync();
        _current = other;
        _balancer!.Instances = [other.Address];
        _next = StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_next is not null)
            await _next;
        foreach (var process in _processes)
            await process.DisposeAsync();
        if (_balancer is not null)
            await _balancer.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<(ServerProcess Process, Uri Address)> StartAsync()
    {
        var process = Sample.Start("Shop.Identity",
            "--Mcp:OAuth:PublicOrigin", Origin.GetLeftPart(UriPartial.Authority),
            "--Shared", _folder.FullName,
            "--ConnectionStrings:Shop", $"Data Source={Path.Combine(_folder.FullName, "shop.db")}",
            "--ConnectionStrings:Accounts", $"Data Source={Path.Combine(_folder.FullName, "accounts.db")}");
        _processes.Add(process);
        return (process, await process.ReadAddressAsync());
    }
}
