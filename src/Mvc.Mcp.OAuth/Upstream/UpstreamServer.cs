namespace Mvc.Mcp.OAuth.Upstream;

/// <summary>What the proxy needs to know of the identity provider.</summary>
internal sealed class UpstreamServer
{
    public required string Issuer { get; init; }

    public required string AuthorizationEndpoint { get; init; }

    public required string TokenEndpoint { get; init; }

    /// <summary>Whether it promises <c>iss</c> in every authorization response (RFC 9207 section 3).</summary>
    public bool NamesItselfInResponses { get; init; }
}
