namespace Mvc.Mcp.OAuth.Proxy;

/// <summary>The proxy's endpoints below <see cref="McpOAuthProxyOptions.PathPrefix"/>.</summary>
internal static class ProxyPaths
{
    public const string Register = "/register";
    public const string Authorize = "/authorize";
    public const string SignIn = "/sign-in";
    public const string Consent = "/consent";
    public const string Callback = "/callback";
    public const string Token = "/token";
    public const string Revoke = "/revoke";
    public const string Introspect = "/introspect";
    public const string Keys = "/keys";
}
