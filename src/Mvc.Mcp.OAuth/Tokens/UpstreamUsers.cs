using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Upstream;

namespace Mvc.Mcp.OAuth.Tokens;

/// <summary>Makes a user of what the identity provider tells about the one who signed in.</summary>
internal sealed partial class UpstreamUsers(
    IOptions<McpOAuthProxyOptions> options, IUpstream upstream, TimeProvider time, ILogger<UpstreamUsers> logger)
{
    /// <summary>The user, or null where the provider does not say who it is.</summary>
    /// <param name="tokens">The provider's tokens.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    /// <param name="oldRefreshToken">The refresh token that goes on being good where the tokens bring no other.</param>
    public async Task<SignedInUser?> FindAsync(UpstreamTokens tokens, CancellationToken cancellationToken, string? oldRefreshToken = null)
    {
        if (await upstream.GetUserAsync(tokens.AccessToken, cancellationToken) is not { } json)
            return null;
        var settings = options.Value;
        var identity = new ClaimsIdentity(McpOAuthDefaults.AuthenticationScheme, settings.UserNameClaim, "roles");
        foreach (var member in json.EnumerateObject())
        {
            // "sub" is what everything else here calls the one member that identifies.
            foreach (var value in Values(member.Value))
                identity.AddClaim(new Claim(member.NameEquals(settings.UserIdClaim) ? Subject : member.Name, value));
        }
        if (identity.FindFirst(Subject) is not { Value.Length: > 0 })
        {
            LogNoUserId(settings.UserIdClaim);
            return null;
        }
        return SignedInUser.Of(new ClaimsPrincipal(identity), McpOAuthDefaults.AuthenticationScheme).With(
            tokens.AccessToken,
            tokens.ExpiresIn > 0 ? time.GetUtcNow().AddSeconds(tokens.ExpiresIn) : null,
            tokens.RefreshToken ?? oldRefreshToken);
    }

    private const string Subject = "sub";

    private static IEnumerable<string> Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [value.GetRawText()],
        JsonValueKind.Array => value.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String or JsonValueKind.Number).SelectMany(Values),
        _ => [],
    };

    [LoggerMessage(1, LogLevel.Error, "The identity provider's user information holds no {Claim}: see UserIdClaim.")]
    private partial void LogNoUserId(string claim);
}
