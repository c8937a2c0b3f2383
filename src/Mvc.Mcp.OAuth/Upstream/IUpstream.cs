using System.Text.Json;
using Mvc.Mcp.OAuth.Proxy.Authorization;

namespace Mvc.Mcp.OAuth.Upstream;

/// <summary>The identity provider, as the proxy's endpoints see it.</summary>
internal interface IUpstream
{
    /// <summary>Who the provider is.</summary>
    /// <exception cref="UpstreamUnavailableException">Its metadata cannot be had, or cannot be used.</exception>
    Task<UpstreamServer> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>Where a browser signs in.</summary>
    /// <exception cref="UpstreamUnavailableException">Its metadata cannot be had, or cannot be used.</exception>
    Task<string> SignInAddressAsync(AuthorizationRequest request, string state, string codeChallenge, CancellationToken cancellationToken);

    /// <summary>
    /// Redeems a code, with the proxy's secret. A failure is an answer, not an exception, and what the tokens are for is
    /// not judged here.
    /// </summary>
    Task<UpstreamAnswer> RedeemAsync(string code, string codeVerifier, CancellationToken cancellationToken);

    /// <summary>
    /// Refreshes, with the proxy's secret: for fewer scopes than before where some are named, for the same where not. A
    /// failure is an answer, not an exception.
    /// </summary>
    Task<UpstreamAnswer> RefreshAsync(string refreshToken, IReadOnlyList<string>? fewerScopes, CancellationToken cancellationToken);

    /// <summary>
    /// Asks for a token with the credentials of a client that is registered at the provider itself, which are passed on as
    /// they are and kept nowhere. A failure is an answer, not an exception.
    /// </summary>
    Task<UpstreamAnswer> RelayAsync(ClientCredentials credentials, IReadOnlyList<string> scopes, CancellationToken cancellationToken);

    /// <summary>Who the user of an access token is, or null where the provider does not say.</summary>
    Task<JsonElement?> GetUserAsync(string accessToken, CancellationToken cancellationToken);

    /// <summary>Gives a refresh token back, where the provider takes them; what fails is logged.</summary>
    Task RevokeAsync(string refreshToken, CancellationToken cancellationToken);
}
