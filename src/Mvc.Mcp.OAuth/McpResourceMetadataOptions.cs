namespace Mvc.Mcp.OAuth;

/// <summary>
/// What the protected resource metadata (RFC 9728) of the mapped MCP endpoints says. The OAuth proxy fills in itself as
/// the authorization server, and its scopes.
/// </summary>
public sealed class McpResourceMetadataOptions
{
    /// <summary>The configuration section that the documentation and the samples use.</summary>
    public const string SectionName = "Mcp:Resource";

    /// <summary>
    /// The address under which clients reach this application, with its path base where it has one. Default: that of each
    /// request, which is right only where the <c>Host</c> header can be trusted.
    /// </summary>
    public Uri? PublicOrigin { get; set; }

    /// <summary>The issuers of the authorization servers whose tokens this application accepts. At least one.</summary>
    public IList<string> AuthorizationServers { get; } = [];

    /// <summary>
    /// The scopes that a client needs for basic use (<c>scopes_supported</c>); a challenge names them too where no policy
    /// asks for certain scopes.
    /// </summary>
    public IList<string> ScopesSupported { get; } = [];

    /// <summary>A name for people (<c>resource_name</c>). Default: none.</summary>
    public string? ResourceName { get; set; }

    /// <summary>A page for developers (<c>resource_documentation</c>). Default: none.</summary>
    public Uri? ResourceDocumentation { get; set; }
}
