using Mvc.Mcp.OAuth.Proxy.Envelopes;

namespace Mvc.Mcp.OAuth.Proxy.Token;

/// <summary>The identity provider's refresh token, bound to the client that it was issued to.</summary>
internal sealed class RefreshEnvelope : IEnvelope
{
    public static string Kind => "refresh";

    public required string ClientBinding { get; init; }

    public required string UpstreamRefreshToken { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public string? Resource { get; init; }
}
