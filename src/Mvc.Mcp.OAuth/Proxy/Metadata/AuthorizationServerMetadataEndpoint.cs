using System.Text.Json.Nodes;
using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Mvc.Mcp.OAuth.Proxy.Authorization;
using Mvc.Mcp.OAuth.Proxy.Token;
using Mvc.Mcp.OAuth.Proxy.Wire;

namespace Mvc.Mcp.OAuth.Proxy.Metadata;

/// <summary>Serves the proxy's authorization server metadata (RFC 8414), or the operator's own document.</summary>
internal sealed class AuthorizationServerMetadataEndpoint(IOptions<McpOAuthProxyOptions> options, ScopePolicy scopes)
{
    // RFC 8414 leaves this name to the draft of client ID metadata documents.
    private const string ClientDocumentsSupported = "client_id_metadata_document_supported";

    // RFC 8414 section 2.
    private const string RevocationAuthenticationMethods = "revocation_endpoint_auth_methods_supported";
    private const string IntrospectionAuthenticationMethods = "introspection_endpoint_auth_methods_supported";

    // The draft of the identity assertion grant.
    private const string AssertionProfiles = "authorization_grant_profiles_supported";

    public Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return OAuthJson.WriteAsync(context, StatusCodes.Status200OK, options.Value.Metadata ?? Describe(options.Value));
    }

    /// <summary>
    /// The same for clients that ask as for an OpenID provider, and would refuse a document without its required members.
    /// There are no id_tokens, and so no keys.
    /// </summary>
    public Task HandleOpenIdAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        var document = options.Value.Metadata?.DeepClone().AsObject() ?? Describe(options.Value);
        document.TryAdd(OidcConstants.Discovery.JwksUri, options.Value.Address(ProxyPaths.Keys));
        document.TryAdd(OidcConstants.Discovery.SubjectTypesSupported, OAuthJson.ArrayOf("public"));
        document.TryAdd(OidcConstants.Discovery.IdTokenSigningAlgorithmsSupported, OAuthJson.ArrayOf(OidcConstants.Algorithms.Asymmetric.RS256));
        return OAuthJson.WriteAsync(context, StatusCodes.Status200OK, document);
    }

    /// <summary>No keys: nothing that is issued here is signed for others.</summary>
    public static Task HandleKeysAsync(HttpContext context) =>
        OAuthJson.WriteAsync(context, StatusCodes.Status200OK, new JsonObject { ["keys"] = new JsonArray() });

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
            [OidcConstants.Discovery.GrantTypesSupported] = OAuthJson.ArrayOf(GrantTypes(settings)),
            [OidcConstants.Discovery.TokenEndpointAuthenticationMethodsSupported] = OAuthJson.ArrayOf(AuthenticationMethods(settings)),
            [OidcConstants.Discovery.RevocationEndpoint] = settings.Address(ProxyPaths.Revoke),
            [RevocationAuthenticationMethods] = OAuthJson.ArrayOf(OidcConstants.Algorithms.None),
            [OidcConstants.Discovery.CodeChallengeMethodsSupported] = OAuthJson.ArrayOf(OidcConstants.CodeChallengeMethods.Sha256),
            [OidcConstants.Discovery.AuthorizationResponseIssParameterSupported] = true,
        };
        if (settings.IntrospectionClients.Count > 0)
        {
            document[OidcConstants.Discovery.IntrospectionEndpoint] = settings.Address(ProxyPaths.Introspect);
            document[IntrospectionAuthenticationMethods] = OAuthJson.ArrayOf(
                OidcConstants.EndpointAuthenticationMethods.BasicAuthentication, OidcConstants.EndpointAuthenticationMethods.PostBody);
        }
        if (settings.AssertionIssuers.Count > 0)
            document[AssertionProfiles] = OAuthJson.ArrayOf(IdentityAssertionGrant.Profile);
        if (scopes.Allowed.Count > 0)
            document[OidcConstants.Discovery.ScopesSupported] = OAuthJson.ArrayOf(scopes.Allowed);
        if (settings.AllowClientDocuments)
            document[ClientDocumentsSupported] = true;
        return document;
    }

    private static IEnumerable<string> GrantTypes(McpOAuthProxyOptions settings)
    {
        yield return OidcConstants.GrantTypes.AuthorizationCode;
        yield return OidcConstants.GrantTypes.RefreshToken;
        if (!settings.IssuesOwnTokens)
            yield return OidcConstants.GrantTypes.ClientCredentials;
        if (settings.AssertionIssuers.Count > 0)
            yield return OidcConstants.GrantTypes.JwtBearer;
    }

    // What registers here has no secret; what is registered at the identity provider uses its own.
    private static IEnumerable<string> AuthenticationMethods(McpOAuthProxyOptions settings)
    {
        yield return OidcConstants.Algorithms.None;
        if (settings.IssuesOwnTokens)
            yield break;
        yield return OidcConstants.EndpointAuthenticationMethods.BasicAuthentication;
        yield return OidcConstants.EndpointAuthenticationMethods.PostBody;
    }
}
