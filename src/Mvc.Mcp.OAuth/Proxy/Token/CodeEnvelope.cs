using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Envelopes;

namespace Mvc.Mcp.OAuth.Proxy.Token;

/// <summary>
/// The identity provider's code, not yet redeemed: sealed, it is the client's code. The identity provider thus enforces
/// that it is used once.
/// </summary>
internal sealed class CodeEnvelope : IEnvelope
{
    public static string Kind => "code";

    public required AuthorizationRequest Request { get; init; }

    public required string UpstreamCode { get; init; }

    public required string UpstreamVerifier { get; init; }
}
