namespace Mvc.Mcp.OAuth.Proxy.Clients;

/// <summary>Where well-known clients that are no program on the user's machine send the user back to, as their vendors publish it.</summary>
internal static class KnownClients
{
    public static readonly string[] RedirectUris =
    [
        "https://claude.ai/api/mcp/auth_callback",
        "https://claude.com/api/mcp/auth_callback",
        "https://chatgpt.com/connector_platform_oauth_redirect",
        "https://vscode.dev/redirect",
        "https://insiders.vscode.dev/redirect",
        "cursor://anysphere.cursor-mcp/oauth/callback",
    ];
}
