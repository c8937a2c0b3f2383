using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Tokens;

namespace Mvc.Mcp.OAuth.Proxy.Token;

/// <summary>A refresh token, bound to the client that it was issued to, and used once.</summary>
internal sealed class RefreshEnvelope : IEnvelope
{
    public static string Kind => "refresh";

    public required string Id { get; init; }

    /// <summary>All tokens that come of one consent; they end together.</summary>
    public required string Family { get; init; }

    public required string ClientBinding { get; init; }

    public required string ClientName { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public string? Resource { get; init; }

    /// <summary>The identity provider's refresh token, where there is one.</summary>
    public string? UpstreamRefreshToken { get; init; }

    /// <summary>The user, where the tokens are this application's own.</summary>
    public SignedInUser? User { get; init; }
}
