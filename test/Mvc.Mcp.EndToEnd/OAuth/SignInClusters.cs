namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>One cluster for each way to sign in, under a path of its host, started when it is first asked for.</summary>
public sealed class SignInClusters : IAsyncLifetime
{
    private readonly Dictionary<string, SignInCluster> _started = [];

    /// <summary>Everything that signs users in.</summary>
    internal static readonly IReadOnlyDictionary<string, Func<Uri, Task<ISignIn>>> Ways = new Dictionary<string, Func<Uri, Task<ISignIn>>>
    {
        ["OpenIddict"] = async application => await OpenIddictProvider.StartAsync(application),
        ["oidc-provider"] = async application => await IdentityProvider.StartAsync(application),
        ["Identity's cookie"] = async _ => await AccountsSignIn.StartAsync(),
        ["opaque tokens"] = async application => await IdentityProvider.StartAsync(application, opaqueTokens: true),
        ["tokens without aud"] = async application => await OpenIddictProvider.StartAsync(application, withoutAudience: true),
    };

    internal async Task<SignInCluster> GetAsync(string way) =>
        _started.TryGetValue(way, out var cluster) ? cluster : _started[way] = await SignInCluster.StartAsync(Ways[way], "/shop");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var cluster in _started.Values)
            await cluster.DisposeAsync();
    }
}
