namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>What a client keeps of a sign-in.</summary>
internal sealed record KeptTokens(string ClientId, string AccessToken, string RefreshToken);
