using Microsoft.Extensions.Time.Testing;
using Mvc.Mcp.EndToEnd.Clients;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>The application at the root of its host, before oidc-provider, whose tokens are passed on.</summary>
public sealed class ProtectedCluster : IAsyncLifetime
{
    private SignInCluster? _cluster;

    /// <summary>The time of the proxies, for tests of what expires.</summary>
    public FakeTimeProvider Time => _cluster!.Time;

    /// <summary>Where clients reach the application.</summary>
    public Uri Origin => _cluster!.Address;

    /// <summary>How often the consent page was answered.</summary>
    public int Answers => _cluster!.Count("/oauth/consent");

    public async Task InitializeAsync()
    {
        // Each test says itself why it is skipped.
        if (Node.IsInstalled)
            _cluster = await SignInCluster.StartAsync(async address => await IdentityProvider.StartAsync(address));
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
    }
}
