using System.Buffers.Text;
using Duende.IdentityModel;

namespace Mvc.Mcp.OAuth.Proxy.Wire;

/// <summary>Values that nobody can guess.</summary>
internal static class Randomness
{
    /// <summary>How much of a value names a flow's cookie.</summary>
    public const int FlowLength = 10;

    /// <summary>256 random bits as 43 characters, which also is the form of a PKCE verifier (RFC 7636 section 4.1).</summary>
    public static string Create() => CryptoRandom.CreateUniqueId();

    /// <summary>Names the flow that a value belongs to, or null where it cannot be such a value.</summary>
    public static string? FlowOf(string? value) =>
        value is { Length: 43 } && Base64Url.IsValid(value) ? value[..FlowLength] : null;
}
