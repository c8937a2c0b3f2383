using Mvc.Mcp.EndToEnd.Clients;
using Mvc.Mcp.EndToEnd.Processes;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>A real authorization server, oidc-provider, that knows one client and neither registration nor MCP.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = "shop";
    public const string ClientSecret = "only-the-proxy-knows-this-secret";
    public const string Audience = "https://api.shop.example";

    private readonly ServerProcess _process;

    private IdentityProvider(ServerProcess process, Uri issuer) => (_process, Issuer) = (process, issuer);

    public Uri Issuer { get; }

    public static async Task<IdentityProvider> StartAsync(Uri publicOrigin, bool opaqueTokens = false)
    {
        var process = Node.Start(
            Repository.PathTo("test", "Mvc.Mcp.EndToEnd", "OAuth", "identity-provider.mjs"),
            [new Uri(publicOrigin, "/oauth/callback").AbsoluteUri, Audience],
            new Dictionary<string, string?> { ["AUTO"] = "1", ["OPAQUE"] = opaqueTokens ? "1" : null });
        return new IdentityProvider(process, new Uri(await process.ReadAsync("identity provider: (.+)")));
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
