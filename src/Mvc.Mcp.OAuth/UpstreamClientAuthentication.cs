namespace Mvc.Mcp.OAuth;

/// <summary>How the proxy authenticates at the identity provider's token endpoint (RFC 6749 section 2.3.1).</summary>
public enum UpstreamClientAuthentication
{
    /// <summary>HTTP Basic authentication: <c>client_secret_basic</c>.</summary>
    Basic,

    /// <summary>In the form body: <c>client_secret_post</c>.</summary>
    Post,

    /// <summary>No secret: the registered client is public, and PKCE alone protects the code.</summary>
    None,
}
