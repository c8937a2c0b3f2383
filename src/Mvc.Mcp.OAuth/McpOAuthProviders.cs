namespace Mvc.Mcp.OAuth;

/// <summary>
/// What well-known identity providers are known to need. Each method sets it; the registered client's
/// <see cref="McpOAuthProxyOptions.ClientId"/> and <see cref="McpOAuthProxyOptions.ClientSecret"/>, and the scopes, are the
/// application's. docs/providers says what was tried with which.
/// </summary>
public static class McpOAuthProviders
{
    /// <summary>
    /// Microsoft Entra ID, whose tokens for this API clients get. It writes every scope into a token that the user ever
    /// granted, so all of them are always asked for, and shown.
    /// </summary>
    /// <param name="options">The settings.</param>
    /// <param name="tenantId">The tenant, by its identifier or domain; not <c>common</c>, which has no issuer of its own.</param>
    /// <param name="apiClientId">The application ID of the API's registration, which version 2 tokens name as audience.</param>
    /// <param name="applicationIdUri">The application ID URI of the API, such as <c>api://shop</c>.</param>
    /// <param name="scopes">The scopes that the API exposes, by their short names.</param>
    /// <returns>The settings, for chaining.</returns>
    public static McpOAuthProxyOptions ForEntraId(
        this McpOAuthProxyOptions options, string tenantId, string apiClientId, string applicationIdUri, params string[] scopes)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.MetadataAddress = new Uri($"https://login.microsoftonline.com/{tenantId}/v2.0/.well-known/openid-configuration");
        options.Audience = apiClientId;
        foreach (var scope in scopes)
        {
            options.UpstreamScopes[scope] = $"{applicationIdUri.TrimEnd('/')}/{scope}";
            options.RequiredScopes.Add(scope);
        }
        options.AdditionalTokenParameters["scope"] = string.Join(' ', [.. scopes.Select(scope => options.UpstreamScopes[scope]), "offline_access"]);
        return options;
    }

    /// <summary>Auth0, whose tokens for an API of it clients get.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="domain">The tenant's domain, such as <c>shop.eu.auth0.com</c>.</param>
    /// <param name="audience">The API's identifier.</param>
    /// <returns>The settings, for chaining.</returns>
    public static McpOAuthProxyOptions ForAuth0(this McpOAuthProxyOptions options, string domain, string audience)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.MetadataAddress = new Uri($"https://{domain}/.well-known/openid-configuration");
        options.Audience = audience;
        // Without it, Auth0 issues opaque tokens.
        options.AudienceParameter = UpstreamAudienceParameter.Audience;
        // With the scope openid, a token is good there too, and says who the user is.
        options.AllowedAudiences.Add($"https://{domain}/userinfo");
        options.ClientAuthentication = UpstreamClientAuthentication.Post;
        return options;
    }

    /// <summary>Okta, whose tokens of a custom authorization server clients get.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="domain">The organization's domain, such as <c>shop.okta.com</c>.</param>
    /// <param name="audience">The authorization server's audience.</param>
    /// <param name="authorizationServer">The authorization server's identifier.</param>
    /// <returns>The settings, for chaining.</returns>
    public static McpOAuthProxyOptions ForOkta(
        this McpOAuthProxyOptions options, string domain, string audience = "api://default", string authorizationServer = "default")
    {
        ArgumentNullException.ThrowIfNull(options);
        options.MetadataAddress = new Uri($"https://{domain}/oauth2/{authorizationServer}/.well-known/openid-configuration");
        options.Audience = audience;
        return options;
    }

    /// <summary>Keycloak, whose tokens clients get. An audience mapper has to write the audience into them.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="realm">The realm's address, such as <c>https://id.example.com/realms/shop</c>.</param>
    /// <param name="audience">The audience that the mapper writes.</param>
    /// <returns>The settings, for chaining.</returns>
    public static McpOAuthProxyOptions ForKeycloak(this McpOAuthProxyOptions options, Uri realm, string audience)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.MetadataAddress = DiscoveryOf(realm);
        options.Audience = audience;
        return options;
    }

    /// <summary>
    /// A server built with OpenIddict. With an audience, clients get its tokens, for which the server has to turn off their
    /// encryption; without, tokens of this application.
    /// </summary>
    /// <param name="options">The settings.</param>
    /// <param name="authority">The server's issuer.</param>
    /// <param name="audience">The audience that the server writes into tokens for this API.</param>
    /// <returns>The settings, for chaining.</returns>
    public static McpOAuthProxyOptions ForOpenIddict(this McpOAuthProxyOptions options, Uri authority, string? audience = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.MetadataAddress = DiscoveryOf(authority);
        options.Audience = audience;
        return options;
    }

    /// <summary>Google accounts. Clients get tokens of this application, because Google issues none for others' APIs.</summary>
    /// <param name="options">The settings.</param>
    /// <returns>The settings, for chaining.</returns>
    public static McpOAuthProxyOptions ForGoogle(this McpOAuthProxyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.MetadataAddress = new Uri("https://accounts.google.com/.well-known/openid-configuration");
        options.ClientAuthentication = UpstreamClientAuthentication.Post;
        // Google's way to say offline_access; it gives a refresh token only when the user agrees.
        options.AdditionalAuthorizationParameters["access_type"] = "offline";
        options.AdditionalAuthorizationParameters["prompt"] = "consent";
        return options;
    }

    /// <summary>GitHub accounts. Clients get tokens of this application, because GitHub's tokens are opaque.</summary>
    /// <param name="options">The settings.</param>
    /// <returns>The settings, for chaining.</returns>
    public static McpOAuthProxyOptions ForGitHub(this McpOAuthProxyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.UpstreamIssuer = "https://github.com";
        options.AuthorizationEndpoint = new Uri("https://github.com/login/oauth/authorize");
        options.TokenEndpoint = new Uri("https://github.com/login/oauth/access_token");
        options.UserInfoEndpoint = new Uri("https://api.github.com/user");
        options.ClientAuthentication = UpstreamClientAuthentication.Post;
        options.SignInScopes.Add("read:user");
        options.UserIdClaim = "id";
        options.UserNameClaim = "login";
        return options;
    }

    /// <summary>
    /// A user pool of Amazon Cognito. Clients get tokens of this application, because Cognito's access tokens name no audience.
    /// </summary>
    /// <param name="options">The settings.</param>
    /// <param name="region">The pool's region, such as <c>eu-central-1</c>.</param>
    /// <param name="userPoolId">The pool's identifier.</param>
    /// <returns>The settings, for chaining.</returns>
    public static McpOAuthProxyOptions ForCognito(this McpOAuthProxyOptions options, string region, string userPoolId)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.MetadataAddress = new Uri($"https://cognito-idp.{region}.amazonaws.com/{userPoolId}/.well-known/openid-configuration");
        options.UserNameClaim = "username";
        return options;
    }

    private static Uri DiscoveryOf(Uri authority) => new(authority.AbsoluteUri.TrimEnd('/') + "/.well-known/openid-configuration");
}
