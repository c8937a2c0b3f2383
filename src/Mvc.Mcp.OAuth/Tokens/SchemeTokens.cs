using Duende.IdentityModel;
using Duende.IdentityModel.Client;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Mvc.Mcp.OAuth.Upstream;

namespace Mvc.Mcp.OAuth.Tokens;

/// <summary>
/// Refreshes the tokens that a remote scheme of the application saved (<c>SaveTokens</c>), as that scheme's registered
/// client. Handlers for OpenID Connect and OAuth know where; others save no tokens that could be refreshed.
/// </summary>
internal sealed partial class SchemeTokens(IHttpContextAccessor accessor, TimeProvider time, ILogger<SchemeTokens> logger)
{
    /// <summary>The user with fresh tokens, or null where the provider refuses them.</summary>
    /// <exception cref="UpstreamUnavailableException">The provider cannot be asked.</exception>
    public async Task<SignedInUser?> RefreshAsync(AuthenticationScheme scheme, SignedInUser user, CancellationToken cancellationToken)
    {
        if (await FindAsync(scheme, cancellationToken) is not var (client, address, id, secret))
            return user;
        TokenResponse response;
        try
        {
            using var request = new RefreshTokenRequest
            {
                Address = address,
                ClientId = id,
                ClientSecret = secret,
                ClientCredentialStyle = ClientCredentialStyle.PostBody,
                RefreshToken = user.RefreshToken!,
            };
            response = await client.RequestRefreshTokenAsync(request, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UpstreamUnavailableException($"The provider of the scheme {scheme.Name} cannot be reached.", e);
        }
        if (response is { ErrorType: ResponseErrorType.Protocol, Error: OidcConstants.TokenErrors.InvalidGrant })
        {
            LogAccessEnded(scheme.Name, user.Subject);
            return null;
        }
        if (response.IsError || response.AccessToken is not { Length: > 0 })
            throw new UpstreamUnavailableException($"The provider of the scheme {scheme.Name} refuses to refresh: {response.ErrorType} {(int)response.HttpStatusCode}.");
        return user.With(
            response.AccessToken,
            response.ExpiresIn > 0 ? time.GetUtcNow().AddSeconds(response.ExpiresIn) : null,
            response.RefreshToken ?? user.RefreshToken);
    }

    private async Task<(HttpClient Client, string Address, string Id, string? Secret)?> FindAsync(
        AuthenticationScheme scheme, CancellationToken cancellationToken)
    {
        var context = accessor.HttpContext!;
        var handlers = (IAuthenticationHandlerProvider)context.RequestServices.GetService(typeof(IAuthenticationHandlerProvider))!;
        var handler = await handlers.GetHandlerAsync(context, scheme.Name);
        // Each handler has options of a type of its own, by a property that only their generic base class has.
        switch (handler?.GetType().GetProperty(nameof(RemoteAuthenticationHandler<>.Options))?.GetValue(handler))
        {
            case OpenIdConnectOptions { ConfigurationManager: { } manager } options:
                try
                {
                    var address = (await manager.GetConfigurationAsync(cancellationToken)).TokenEndpoint;
                    return (options.Backchannel, address, options.ClientId!, options.ClientSecret);
                }
                catch (Exception e) when (!cancellationToken.IsCancellationRequested)
                {
                    throw new UpstreamUnavailableException($"The discovery document of the scheme {scheme.Name} cannot be read.", e);
                }
            case OAuthOptions options:
                return (options.Backchannel, options.TokenEndpoint, options.ClientId, options.ClientSecret);
            default:
                return null;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The provider of the scheme {Scheme} has ended the access of {User}.")]
    private partial void LogAccessEnded(string scheme, string? user);
}
