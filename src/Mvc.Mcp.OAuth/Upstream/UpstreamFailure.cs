namespace Mvc.Mcp.OAuth.Upstream;

/// <summary>Why the identity provider gave no tokens.</summary>
internal enum UpstreamFailure
{
    /// <summary>It is down, slow, answers nonsense, or refuses the proxy itself.</summary>
    Unavailable,

    /// <summary>The code or refresh token is used up, expired or revoked.</summary>
    InvalidGrant,

    /// <summary>It does not grant the scopes.</summary>
    InvalidScope,

    /// <summary>It does not let the client have tokens in this way.</summary>
    InvalidClient,

    /// <summary>It issued a token that is not for this API, or not for it alone.</summary>
    WrongAudience,

    /// <summary>It granted more than the user was asked for.</summary>
    WiderScopes,

    /// <summary>It does not say who signed in.</summary>
    NoUser,
}
