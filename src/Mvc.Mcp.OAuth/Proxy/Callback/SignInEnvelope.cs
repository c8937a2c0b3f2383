using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Envelopes;

namespace Mvc.Mcp.OAuth.Proxy.Callback;

/// <summary>A request that the user has consented to; the browser's cookie carries it while the user signs in.</summary>
internal sealed class SignInEnvelope : IEnvelope
{
    public static string Kind => "sign-in";

    public required AuthorizationRequest Request { get; init; }

    /// <summary>The state given to the identity provider.</summary>
    public required string UpstreamState { get; init; }

    /// <summary>The proxy's own PKCE verifier towards the identity provider.</summary>
    public required string UpstreamVerifier { get; init; }
}
