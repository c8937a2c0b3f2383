using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Clients;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Proxy.Token;
using Mvc.Mcp.OAuth.Proxy.Wire;
using Mvc.Mcp.OAuth.Tokens;
using Mvc.Mcp.OAuth.Upstream;

namespace Mvc.Mcp.OAuth.Proxy.Revocation;

/// <summary>
/// Takes a client's token back, and with it all that came of the same consent (RFC 7009). What is no token of the client
/// ends nothing, and is answered alike (section 2.2).
/// </summary>
internal sealed partial class RevocationEndpoint(
    IOptions<McpOAuthProxyOptions> options,
    EnvelopeSealer sealer,
    ClientDirectory clients,
    TokenState state,
    IUpstream upstream,
    ILogger<RevocationEndpoint> logger)
{
    private const string Token = "token";

    public async Task HandleAsync(HttpContext context)
    {
        var form = await RequestParameters.OfFormAsync(context.Request);
        if (form?[Token] is not { } token)
        {
            await OAuthJson.WriteErrorAsync(context, StatusCodes.Status400BadRequest, OidcConstants.TokenErrors.InvalidRequest, "Post a form with the token, once.");
            return;
        }
        if (form[OidcConstants.TokenRequest.ClientId] is not { } clientId || !clients.IsKnown(clientId))
        {
            await OAuthJson.WriteErrorAsync(context, StatusCodes.Status401Unauthorized, OidcConstants.TokenErrors.InvalidClient, "Send the client_id of a registration.");
            return;
        }
        var binding = Client.BindingOf(clientId);
        if (sealer.Open<RefreshEnvelope>(token) is { } refresh && refresh.ClientBinding == binding)
        {
            await EndAsync(refresh.Family, refresh.ClientName);
            // A scheme's own refresh token is the sign-in's, which goes on.
            if (options.Value.SignInScheme is null && (refresh.UpstreamRefreshToken ?? refresh.User?.RefreshToken) is { } refreshToken)
                await upstream.RevokeAsync(refreshToken, context.RequestAborted);
        }
        else if (AccessEnvelope.Open(sealer, token) is { } access && access.ClientBinding == binding)
        {
            await EndAsync(access.Family, access.ClientName);
        }
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = StatusCodes.Status200OK;
    }

    private async Task EndAsync(string family, string clientName)
    {
        await state.EndAsync(family, options.Value.RefreshTokenLifetime);
        LogRevoked(clientName);
    }

    [LoggerMessage(1, LogLevel.Information, "{ClientName} gave its tokens back.")]
    private partial void LogRevoked(string clientName);
}
