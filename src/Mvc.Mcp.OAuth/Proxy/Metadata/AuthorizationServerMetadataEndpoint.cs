using System.Text.Json.Nodes;
using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Wire;

namespace Mvc.Mcp.OAuth.Proxy.Metadata;

/// <summary>Serves the proxy's authorization server metadata (RFC 8414), or the operator's own document.</summary>
internal sealed class AuthorizationServerMetadataEndpoint(IOptions<McpOAuthProxyOptions> options, ScopePolicy scopes)
{
    // RFC 8414 leaves this name to the draft of client ID metadata documents.
    private const string ClientDocumentsSupported = "client_id_metadata_document_supported";

    public Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return OAuthJson.WriteAsync(context, StatusCodes.Status200OK, options.Value.Metadata ?? Describe(options.Value));
    }

    private JsonObject Describe(McpOAuthProxyOptions settings)
    {
        var document = new JsonObject
        {
            [OidcConstants.Discovery.Issuer] = settings.Issuer,
            [OidcConstants.Discovery.AuthorizationEndpoint] = settings.Address(ProxyPaths.Authorize),
            [OidcConstants.Discovery.TokenEndpoint] = settings.Address(ProxyPaths.Token),
            [OidcConstants.Discovery.RegistrationEndpoint] = settings.Address(ProxyPaths.Register),
            [OidcConstants.Discovery.ResponseTypesSupported] = OAuthJson.ArrayOf(OidcConstants.ResponseTypes.Code),
            [OidcConstants.Discovery.ResponseModesSupported] = OAuthJson.ArrayOf(OidcConstants.ResponseModes.Query),
            [OidcConstants.Discovery.GrantTypesSupported] =
                OAuthJson.ArrayOf(OidcConstants.GrantTypes.AuthorizationCode, OidcConstants.GrantTypes.RefreshToken),
            [OidcConstants.Discovery.TokenEndpointAuthenticationMethodsSupported] = OAuthJson.ArrayOf(OidcConstants.Algorithms.None),
            [OidcConstants.Discovery.CodeChallengeMethodsSupported] = OAuthJson.ArrayOf(OidcConstants.CodeChallengeMethods.Sha256),
            [OidcConstants.Discovery.AuthorizationResponseIssParameterSupported] = true,
        };
        if (scopes.Allowed.Count > 0)
            document[OidcConstants.Discovery.ScopesSupported] = OAuthJson.ArrayOf(scopes.Allowed);
        if (settings.AllowedClientHosts.Count > 0)
            document[ClientDocumentsSupported] = true;
        return document;
    }
}
