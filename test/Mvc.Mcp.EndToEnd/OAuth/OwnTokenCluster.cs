namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>The same cluster before a provider whose access tokens are opaque, so that the application issues its own.</summary>
public sealed class OwnTokenCluster : ProtectedCluster
{
    protected override bool IssuesOwnTokens => true;
}
