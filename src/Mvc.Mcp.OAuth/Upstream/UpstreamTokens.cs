namespace Mvc.Mcp.OAuth.Upstream;

/// <summary>
/// Tokens for this API. There is no room for an id_token: it is meant for the proxy, and no client ever sees it. A class,
/// not a record: a record's text form would show the tokens.
/// </summary>
internal sealed class UpstreamTokens
{
    public required string AccessToken { get; init; }

    public string? RefreshToken { get; init; }

    /// <summary>In seconds, as the provider said; 0 where it did not.</summary>
    public int ExpiresIn { get; init; }

    /// <summary>The granted scopes in the provider's words; null where they are those asked for.</summary>
    public string? Scope { get; init; }
}
