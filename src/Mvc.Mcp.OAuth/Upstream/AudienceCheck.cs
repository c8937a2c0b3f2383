using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Mvc.Mcp.OAuth.Upstream;

/// <summary>
/// Keeps tokens for other APIs from clients: those that the identity provider issues when its settings, or the wrong
/// audience, make it so. It checks no signature, because the token came straight from the token endpoint.
/// </summary>
internal sealed class AudienceCheck(IOptions<McpOAuthProxyOptions> options, ILogger<AudienceCheck> logger)
{
    private readonly JsonWebTokenHandler _handler = new();

    public bool IsForThisApi(string accessToken)
    {
        if (Read(accessToken) is not { } token)
        {
            logger.LogError("The identity provider issued an access token that is not a readable JWT: name the API to it (Audience, AudienceParameter), or have it issue JWTs for this API");
            return false;
        }
        if (token.Audiences.Contains(options.Value.Audience, StringComparer.Ordinal))
            return true;
        logger.LogError("The identity provider issued an access token for {Audiences}, but this API is {Audience}: see Audience and AudienceParameter",
            string.Join(", ", token.Audiences), options.Value.Audience);
        return false;
    }

    private JsonWebToken? Read(string accessToken)
    {
        try
        {
            // Five parts would be an encrypted token, whose audience nobody but its addressee can read.
            return accessToken.Count(c => c == '.') == 2 && _handler.CanReadToken(accessToken) ? _handler.ReadJsonWebToken(accessToken) : null;
        }
        catch (Exception e) when (e is ArgumentException or Microsoft.IdentityModel.Tokens.SecurityTokenException or System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
