using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Resource;

namespace Mvc.Mcp.OAuth.Tokens;

/// <summary>
/// Reads the access tokens of this application, at the one MCP endpoint that each is for, and gives the user that the
/// sign-in produced, with the scopes that were consented to.
/// </summary>
internal sealed class McpTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    EnvelopeSealer sealer,
    TokenState state,
    McpResources resources) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ";
    private const string ScopeClaim = "scope";
    private const string ClientClaim = "client_name";

    /// <summary>Whether a request brings one of these tokens, good or not.</summary>
    public static bool IsMeantFor(HttpRequest request) => TokenOf(request) is not null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } token)
            return AuthenticateResult.NoResult();
        if (AccessEnvelope.Open(sealer, token) is not { } access)
            return AuthenticateResult.Fail("The token is unknown or expired.");
        if (!resources.IsMcp(Context) || !McpResources.AreSame(access.Resource, resources.Identify(Request, Request.Path)))
            return AuthenticateResult.Fail("The token is for another resource.");
        if (await state.HasEndedAsync(access.Family, Context.RequestAborted))
            return AuthenticateResult.Fail("The token was revoked.");
        if (access.User.ToTicket() is not { } user)
            return AuthenticateResult.Fail("The token holds no user.");
        return AuthenticateResult.Success(new AuthenticationTicket(WithScopes(user.Principal, access), PropertiesOf(access), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.Append(HeaderNames.WWWAuthenticate, IsMeantFor(Request)
            ? "Bearer error=\"invalid_token\", error_description=\"The access token is expired, revoked, or for another resource.\""
            : "Bearer");
        return Task.CompletedTask;
    }

    private static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] &&
        header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) &&
        header.AsSpan(Bearer.Length).Trim() is var token &&
        token.StartsWith(AccessEnvelope.Prefix, StringComparison.Ordinal)
            ? token.ToString()
            : null;

    // An identity beside the user's own, and after it: User.Identity is the one that the sign-in produced.
    private ClaimsPrincipal WithScopes(ClaimsPrincipal user, AccessEnvelope access)
    {
        user.AddIdentity(new ClaimsIdentity(
            [.. access.Scopes.Select(scope => new Claim(ScopeClaim, scope)), new Claim(ClientClaim, access.ClientName)], Scheme.Name));
        return user;
    }

    private static AuthenticationProperties PropertiesOf(AccessEnvelope access)
    {
        var properties = new AuthenticationProperties { IssuedUtc = access.Issued, ExpiresUtc = access.Expires };
        if (access.User.AccessToken is { } token)
        {
            properties.StoreTokens(
            [
                new AuthenticationToken { Name = TokenNames.AccessToken, Value = token },
                .. access.User.AccessTokenExpires is { } expires
                    ? [new AuthenticationToken { Name = TokenNames.ExpiresAt, Value = expires.ToString("o") }]
                    : Array.Empty<AuthenticationToken>(),
            ]);
        }
        return properties;
    }
}
