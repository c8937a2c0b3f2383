namespace Mvc.Mcp.OAuth.Upstream;

/// <summary>What the proxy needs to know of the identity provider.</summary>
internal sealed class UpstreamServer
{
    public required string Issuer { get; init; }

    public required string AuthorizationEndpoint { get; init; }

    public required string TokenEndpoint { get; init; }

    /// <summary>Where it tells who a token's user is.</summary>
    public string? UserInfoEndpoint { get; init; }

    /// <summary>Where it takes refresh tokens back (RFC 7009).</summary>
    public string? RevocationEndpoint { get; init; }

    /// <summary>The scopes that it lists; none where it lists none, which says nothing.</summary>
    public IReadOnlyCollection<string> ScopesSupported { get; init; } = [];

    /// <summary>How clients may authenticate at its token endpoint; none where it does not say.</summary>
    public IReadOnlyCollection<string> ClientAuthenticationMethods { get; init; } = [];

    /// <summary>The methods of PKCE that it knows; none where it does not say.</summary>
    public IReadOnlyCollection<string> CodeChallengeMethods { get; init; } = [];

    /// <summary>Whether it promises <c>iss</c> in every authorization response (RFC 9207 section 3).</summary>
    public bool NamesItselfInResponses { get; init; }
}
