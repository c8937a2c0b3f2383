using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>
/// The whole of it: what signs users in, and two instances of an application with the proxy behind a load balancer without
/// affinity, which share their keys and their cache.
/// </summary>
internal sealed class SignInCluster : IAsyncDisposable
{
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("mvc-mcp-keys-");
    private readonly List<WebApplication> _instances = [];
    private readonly Revocations _revocations = new();
    private readonly RoundRobin _balancer;
    private readonly ISignIn _signIn;

    private SignInCluster(RoundRobin balancer, ISignIn signIn, Uri address) => (_balancer, _signIn, Address) = (balancer, signIn, address);

    /// <summary>Where clients reach the application.</summary>
    public Uri Address { get; }

    /// <summary>All that a client is told.</summary>
    public Uri Endpoint => new(Address.AbsoluteUri.TrimEnd('/') + "/mcp");

    /// <summary>The time of the proxies, for tests of what expires.</summary>
    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    /// <summary>Whether clients get tokens of the application.</summary>
    public bool IssuesOwnTokens => _signIn.IssuesOwnTokens;

    public static async Task<SignInCluster> StartAsync(Func<Uri, Task<ISignIn>> signIn, string pathBase = "/")
    {
        var balancer = await RoundRobin.StartAsync();
        var address = new Uri(balancer.Origin, pathBase);
        var cluster = new SignInCluster(balancer, await signIn(address), address);
        var cache = new SharedCache(new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions { Clock = new Clock(cluster.Time) })));
        for (var i = 0; i < 2; i++)
            cluster._instances.Add(await Instance.StartAsync(address, cluster._signIn, cluster._keys, cache, cluster.Time, cluster._revocations));
        balancer.Instances = [.. cluster._instances.Select(instance => new Uri(instance.Urls.Single()))];
        return cluster;
    }

    /// <summary>Refuses every access token seen so far: whoever goes on has refreshed, or signed in anew.</summary>
    public void EndAccessTokens()
    {
        _revocations.RevokeAll();
        if (IssuesOwnTokens)
            Time.Advance(TimeSpan.FromMinutes(11));
    }

    /// <summary>How often one of the proxy's endpoints was asked.</summary>
    public int Count(string endpoint) => _balancer.Requests.Count(request => request.Path == PathOf(endpoint));

    /// <summary>How many instances answered the proxy's own endpoints.</summary>
    public int InstancesUsed => _balancer.Requests
        .Where(request => request.Path.StartsWith(PathOf("/oauth/"), StringComparison.Ordinal)).Select(request => request.Instance).Distinct().Count();

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _instances)
            await instance.DisposeAsync();
        await _signIn.DisposeAsync();
        await _balancer.DisposeAsync();
        _keys.Delete(recursive: true);
    }

    private string PathOf(string endpoint) => Address.AbsolutePath.TrimEnd('/') + endpoint;

    // The cache still asks for the type that came before TimeProvider.
    private sealed class Clock(TimeProvider time) : Microsoft.Extensions.Internal.ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
}
