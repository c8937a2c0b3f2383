using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Tokens;

namespace Mvc.Mcp.OAuth.Proxy.Token;

/// <summary>What the first use of a refresh token was answered, kept sealed for a moment.</summary>
internal sealed class RefreshAnswer : IEnvelope
{
    public static string Kind => "refresh-answer";

    public required string AccessToken { get; init; }

    public required int ExpiresIn { get; init; }

    /// <summary>The scopes that were asked for; another question has another answer.</summary>
    public required IReadOnlyList<string> Asked { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The refresh token that follows.</summary>
    public required RefreshEnvelope Next { get; init; }

    public TokenOutcome ToOutcome() => new() { AccessToken = AccessToken, ExpiresIn = ExpiresIn, Scopes = Scopes };
}
