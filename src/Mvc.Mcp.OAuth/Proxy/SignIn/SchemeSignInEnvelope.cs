using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Envelopes;

namespace Mvc.Mcp.OAuth.Proxy.SignIn;

/// <summary>A request whose user signs in with a scheme of the application; the browser's cookie carries it meanwhile.</summary>
internal sealed class SchemeSignInEnvelope : IEnvelope
{
    public static string Kind => "scheme-sign-in";

    public required AuthorizationRequest Request { get; init; }

    /// <summary>Names the cookie, and stands in the address that the user comes back to.</summary>
    public required string Flow { get; init; }

    public required DateTimeOffset Started { get; init; }
}
