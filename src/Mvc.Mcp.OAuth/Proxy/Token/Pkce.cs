using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Mvc.Mcp.OAuth.Proxy.Wire;

namespace Mvc.Mcp.OAuth.Proxy.Token;

/// <summary>Proof key for code exchange with S256 (RFC 7636), the only method that is served.</summary>
internal static class Pkce
{
    public static string ChallengeOf(string verifier) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    public static bool IsChallenge(string? challenge) => challenge is { Length: 43 } && challenge.All(IsUrlSafe);

    public static bool Matches(string? verifier, string challenge) =>
        verifier is { Length: >= 43 and <= 128 } &&
        verifier.All(c => IsUrlSafe(c) || c is '.' or '~') &&
        FixedTime.AreEqual(ChallengeOf(verifier), challenge);

    private static bool IsUrlSafe(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
