using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;
using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>
/// The whole of it: a real identity provider, and two instances of an application with the proxy behind a load balancer,
/// which share nothing but the folder with their keys.
/// </summary>
public class ProtectedCluster : IAsyncLifetime
{
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("mvc-mcp-keys-");
    private readonly List<WebApplication> _instances = [];
    private readonly Revocations _revocations = new();
    private RoundRobin? _balancer;
    private IdentityProvider? _provider;

    /// <summary>The time of the proxies, for tests of what expires.</summary>
    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    public Uri Origin => _balancer!.Origin;

    /// <summary>All that a client is told.</summary>
    public Uri Endpoint => new(Origin, "/mcp");

    /// <summary>An endpoint that anybody may connect to, with a tool that asks for a user.</summary>
    public Uri OpenEndpoint => new(Origin, "/open");

    public async Task InitializeAsync()
    {
        try
        {
            Node.Require();
        }
        catch (SkipException)
        {
            // Each test says so itself.
            return;
        }
        _balancer = await RoundRobin.StartAsync();
        _provider = await IdentityProvider.StartAsync(Origin, opaqueTokens: IssuesOwnTokens);
        for (var i = 0; i < 2; i++)
            _instances.Add(await Instance.StartAsync(Origin, _provider, _keys, Time, _revocations, IssuesOwnTokens));
        _balancer.Instances = [.. _instances.Select(instance => new Uri(instance.Urls.Single()))];
    }

    /// <summary>Whether the provider issues nothing but opaque tokens, and the application its own.</summary>
    protected virtual bool IssuesOwnTokens => false;

    /// <summary>Refuses every access token seen so far: whoever goes on has refreshed, or signed in anew.</summary>
    public void RevokeAccessTokens()
    {
        _revocations.RevokeAll();
        if (IssuesOwnTokens)
            Time.Advance(TimeSpan.FromMinutes(11));
    }

    /// <summary>How often the consent page was answered.</summary>
    public int Answers => _balancer!.Requests.Count(request => request.Path == "/oauth/consent");

    /// <summary>How often any client asked for a user.</summary>
    public int Authorizations => _balancer!.Requests.Count(request => request.Path == "/oauth/authorize");

    /// <summary>How many instances answered the proxy's own endpoints.</summary>
    public int ProxiesUsed => _balancer!.Requests
        .Where(request => request.Path.StartsWith("/oauth/", StringComparison.Ordinal)).Select(request => request.Instance).Distinct().Count();

    public async Task DisposeAsync()
    {
        foreach (var instance in _instances)
            await instance.DisposeAsync();
        if (_provider is not null)
            await _provider.DisposeAsync();
        if (_balancer is not null)
            await _balancer.DisposeAsync();
        _keys.Delete(recursive: true);
    }
}
