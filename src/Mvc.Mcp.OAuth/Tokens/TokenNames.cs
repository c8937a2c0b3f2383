namespace Mvc.Mcp.OAuth.Tokens;

/// <summary>What tokens are called where handlers save them, and where <c>GetTokenAsync</c> finds them.</summary>
internal static class TokenNames
{
    public const string AccessToken = "access_token";
    public const string RefreshToken = "refresh_token";
    public const string ExpiresAt = "expires_at";
}
