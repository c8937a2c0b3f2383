namespace Mvc.Mcp.OAuth;

/// <summary>How the identity provider is told which API a token is for.</summary>
public enum UpstreamAudienceParameter
{
    /// <summary>The <c>audience</c> parameter, as Auth0 has it. Most other providers ignore it.</summary>
    Audience,

    /// <summary>The <c>resource</c> parameter of RFC 8707.</summary>
    Resource,

    /// <summary>Neither: the scopes or the provider's own settings decide, as with Entra ID, Okta and Keycloak.</summary>
    None,
}
