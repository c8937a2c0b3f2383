using Mvc.Mcp.OAuth.Upstream;

namespace Mvc.Mcp.OAuth.Tokens;

/// <summary>
/// What a client gets, or why it gets nothing. A class, not a record: a record's text form would show the tokens.
/// </summary>
internal sealed class TokenOutcome
{
    /// <summary>The access token; null where there is none, and <see cref="Failure"/> says why.</summary>
    public string? AccessToken { get; init; }

    public UpstreamFailure Failure { get; init; }

    /// <summary>In seconds; 0 where nobody knows.</summary>
    public int ExpiresIn { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The identity provider's refresh token, where its tokens are handed on.</summary>
    public string? UpstreamRefreshToken { get; init; }

    /// <summary>The user, where the tokens are this application's own.</summary>
    public SignedInUser? User { get; init; }

    public static TokenOutcome Of(UpstreamFailure failure) => new() { Failure = failure };
}
