using Mvc.Mcp.OAuth.Proxy.Envelopes;

namespace Mvc.Mcp.OAuth.Tokens;

/// <summary>An access token of this application: sealed, so that nobody but this application reads it.</summary>
internal sealed class AccessEnvelope : IEnvelope
{
    /// <summary>Tells these tokens from all others, here and where leaked secrets are looked for.</summary>
    public const string Prefix = "mcp_at_";

    public static string Kind => "access";

    /// <summary>All tokens that come of one consent; they end together.</summary>
    public required string Family { get; init; }

    public required string ClientBinding { get; init; }

    public required string ClientName { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The one MCP endpoint that it is good for (RFC 8707).</summary>
    public required string Resource { get; init; }

    public required DateTimeOffset Issued { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public required SignedInUser User { get; init; }

    public static AccessEnvelope? Open(EnvelopeSealer sealer, string? token) =>
        token?.StartsWith(Prefix, StringComparison.Ordinal) == true ? sealer.Open<AccessEnvelope>(token[Prefix.Length..]) : null;
}
