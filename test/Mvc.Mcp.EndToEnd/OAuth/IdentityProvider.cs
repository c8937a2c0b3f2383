using Mvc.Mcp.EndToEnd.Clients;
using Mvc.Mcp.EndToEnd.Processes;
using Mvc.Mcp.OAuth;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>A real authorization server, oidc-provider, that knows one client and neither registration nor MCP.</summary>
internal sealed class IdentityProvider : ProviderSignIn
{
    private readonly ServerProcess _process;

    private IdentityProvider(ServerProcess process, Uri issuer, bool opaqueTokens) : base(opaqueTokens) => (_process, Issuer) = (process, issuer);

    public override Uri Issuer { get; }

    /// <summary>Starts it for an application that is reached under an address. With opaque tokens, it has none for APIs.</summary>
    public static async Task<IdentityProvider> StartAsync(Uri application, bool opaqueTokens = false)
    {
        var process = Node.Start(
            Repository.PathTo("test", "Mvc.Mcp.EndToEnd", "OAuth", "identity-provider.mjs"),
            [application.AbsoluteUri.TrimEnd('/') + "/oauth/callback", Audience],
            new Dictionary<string, string?> { ["AUTO"] = "1", ["OPAQUE"] = opaqueTokens ? "1" : null });
        return new IdentityProvider(process, new Uri(await process.ReadAsync("identity provider: (.+)")), opaqueTokens);
    }

    public override void Configure(McpOAuthProxyOptions options)
    {
        base.Configure(options);
        options.AudienceParameter = IssuesOwnTokens ? UpstreamAudienceParameter.None : UpstreamAudienceParameter.Resource;
    }

    public override ValueTask DisposeAsync() => _process.DisposeAsync();
}
