using Mvc.Mcp.OAuth.Proxy.Token;

namespace Mvc.Mcp.OAuth.Tokens;

/// <summary>Where the tokens come from that clients get: from the identity provider, or from this application.</summary>
internal interface ITokenSource
{
    /// <summary>Tokens for a code that was checked and is used up.</summary>
    Task<TokenOutcome> RedeemAsync(CodeEnvelope code, CancellationToken cancellationToken);

    /// <summary>Tokens for a refresh token that was checked and is used up.</summary>
    /// <param name="refresh">The refresh token.</param>
    /// <param name="scopes">What the client asks for: all of its scopes, or some.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    Task<TokenOutcome> RefreshAsync(RefreshEnvelope refresh, IReadOnlyList<string> scopes, CancellationToken cancellationToken);
}
