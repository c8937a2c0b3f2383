namespace Mvc.Mcp.OAuth;

/// <summary>Names of the OAuth proxy that an application may need.</summary>
public static class McpOAuthDefaults
{
    /// <summary>
    /// The authentication scheme that reads the access tokens that this application issues. At the MCP endpoints it stands
    /// in for the default scheme; policies need not name it.
    /// </summary>
    public const string AuthenticationScheme = "McpOAuth";
}
