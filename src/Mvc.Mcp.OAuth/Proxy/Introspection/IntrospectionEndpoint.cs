using System.Text.Json.Nodes;
using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Envelopes;
using Mvc.Mcp.OAuth.Proxy.Wire;
using Mvc.Mcp.OAuth.Tokens;

namespace Mvc.Mcp.OAuth.Proxy.Introspection;

/// <summary>
/// Tells other services of the operator whether an access token of this application is good, and for what (RFC 7662): the
/// tokens are sealed, and nobody else can read them.
/// </summary>
internal sealed class IntrospectionEndpoint(IOptions<McpOAuthProxyOptions> options, EnvelopeSealer sealer, TokenState state)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await RequestParameters.OfFormAsync(context.Request) is not { } form ||
            form[OidcConstants.TokenIntrospectionRequest.Token] is not { } token)
        {
            await OAuthJson.WriteErrorAsync(context, StatusCodes.Status400BadRequest, OidcConstants.TokenErrors.InvalidRequest, "Post a form with the token, once.");
            return;
        }
        if (!IsKnown(context.Request, form))
        {
            context.Response.Headers.WWWAuthenticate = "Basic";
            await OAuthJson.WriteErrorAsync(context, StatusCodes.Status401Unauthorized, OidcConstants.TokenErrors.InvalidClient, "Send the identifier and the secret of one of the IntrospectionClients.");
            return;
        }
        var access = AccessEnvelope.Open(sealer, token);
        var isActive = access is not null && !await state.HasEndedAsync(access.Family, context.RequestAborted);
        await OAuthJson.WriteSecretAsync(context, StatusCodes.Status200OK, isActive ? Describe(access!) : new JsonObject { ["active"] = false });
    }

    private bool IsKnown(HttpRequest request, RequestParameters form)
    {
        var (id, secret) = BasicCredentials.Read(request)
            ?? (form[OidcConstants.TokenRequest.ClientId] ?? "", form[OidcConstants.TokenRequest.ClientSecret] ?? "");
        return options.Value.IntrospectionClients.TryGetValue(id, out var known) && FixedTime.AreEqual(known, secret);
    }

    private JsonObject Describe(AccessEnvelope access) => new()
    {
        ["active"] = true,
        [JwtClaimTypes.Scope] = string.Join(' ', access.Scopes),
        [JwtClaimTypes.Subject] = access.User.Subject,
        ["username"] = access.User.Name,
        ["token_type"] = OidcConstants.TokenResponse.BearerTokenType,
        [JwtClaimTypes.Audience] = access.Resource,
        [JwtClaimTypes.Issuer] = options.Value.Issuer,
        [JwtClaimTypes.IssuedAt] = access.Issued.ToUnixTimeSeconds(),
        [JwtClaimTypes.Expiration] = access.Expires.ToUnixTimeSeconds(),
        ["client_name"] = access.ClientName,
    };
}
