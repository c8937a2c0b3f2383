using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Tokens;

namespace Mvc.Mcp.OAuth.Proxy.Token;

/// <summary>
/// The client's code: in it the identity provider's, not yet redeemed, or the user that a scheme of the application signed in.
/// </summary>
internal sealed class CodeEnvelope : IEnvelope
{
    public static string Kind => "code";

    /// <summary>What is used once; also the family of the tokens that come of it.</summary>
    public required string Id { get; init; }

    public required AuthorizationRequest Request { get; init; }

    public string? UpstreamCode { get; init; }

    public string? UpstreamVerifier { get; init; }

    public SignedInUser? User { get; init; }

    /// <summary>Where the user is kept that would not fit into an address.</summary>
    public string? UserReference { get; init; }
}
