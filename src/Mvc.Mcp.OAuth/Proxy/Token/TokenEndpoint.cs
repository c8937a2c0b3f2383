using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Clients;
using Mvc.Mcp.OAuth.Proxy.Wire;
using Mvc.Mcp.OAuth.Resource;

namespace Mvc.Mcp.OAuth.Proxy.Token;

/// <summary>
/// The token endpoint (RFC 6749 section 3.2). Everything that the client can prove is checked before the identity
/// provider hears of it, and only then is the secret used.
/// </summary>
internal sealed class TokenEndpoint(
    IOptions<McpOAuthProxyOptions> options,
    ClientDirectory clients,
    McpResources resources,
    AuthorizationCodeGrant codes,
    RefreshTokenGrant refreshTokens,
    ClientCredentialsGrant credentials,
    IdentityAssertionGrant assertions,
    TokenAnswers answers)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await RequestParameters.OfFormAsync(context.Request) is not { } form ||
            form.AnyRepeated(
                OidcConstants.TokenRequest.GrantType, OidcConstants.TokenRequest.ClientId, OidcConstants.TokenRequest.Code,
                OidcConstants.TokenRequest.RedirectUri, OidcConstants.TokenRequest.CodeVerifier,
                OidcConstants.TokenRequest.RefreshToken, OidcConstants.TokenRequest.Scope, OidcConstants.TokenRequest.ClientSecret))
        {
            await answers.RefuseAsync(context, OidcConstants.TokenErrors.InvalidRequest, "Post a form in which each parameter occurs once.");
            return;
        }
        if (form.AnyRepeated(OidcConstants.TokenRequest.Resource) ||
            (form[OidcConstants.TokenRequest.Resource] is { } resource && !resources.IsServed(resource)))
        {
            await answers.RefuseAsync(context, OidcConstants.TokenErrors.InvalidTarget, "The resource is not served here.");
            return;
        }
        // The one grant of clients that have credentials, which are the identity provider's to judge.
        if (form[OidcConstants.TokenRequest.GrantType] == OidcConstants.GrantTypes.ClientCredentials && !options.Value.IssuesOwnTokens)
        {
            await credentials.AnswerAsync(context, form);
            return;
        }
        if (IsConfidential(context.Request, form) || !clients.IsKnown(form[OidcConstants.TokenRequest.ClientId]))
        {
            await answers.RefuseClientAsync(context,
                "Send the client_id of a registration, and no secret: the clients of this server are public.");
            return;
        }
        await (form[OidcConstants.TokenRequest.GrantType] switch
        {
            OidcConstants.GrantTypes.AuthorizationCode => codes.AnswerAsync(context, form),
            OidcConstants.GrantTypes.RefreshToken => refreshTokens.AnswerAsync(context, form),
            OidcConstants.GrantTypes.JwtBearer when options.Value.AssertionIssuers.Count > 0 => assertions.AnswerAsync(context, form),
            _ => answers.RefuseAsync(context, OidcConstants.TokenErrors.UnsupportedGrantType, "The grant is not among the grant_types_supported of the metadata."),
        });
    }

    private static bool IsConfidential(HttpRequest request, RequestParameters form) =>
        request.Headers.Authorization.Count > 0 ||
        form[OidcConstants.TokenRequest.ClientSecret] is not null ||
        form[OidcConstants.TokenRequest.ClientAssertion] is not null;
}
