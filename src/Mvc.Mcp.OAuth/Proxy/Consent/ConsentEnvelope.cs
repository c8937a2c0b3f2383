using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Tokens;

namespace Mvc.Mcp.OAuth.Proxy.Consent;

/// <summary>The request that the consent page shows; the page posts it back.</summary>
internal sealed class ConsentEnvelope : IEnvelope
{
    public static string Kind => "consent";

    public required AuthorizationRequest Request { get; init; }

    /// <summary>Who signed in before the page was shown; null where the identity provider asks after it.</summary>
    public SignedInUser? User { get; init; }

    /// <summary>The value of the cookie of the browser that was shown the page.</summary>
    public required string Browser { get; init; }
}
