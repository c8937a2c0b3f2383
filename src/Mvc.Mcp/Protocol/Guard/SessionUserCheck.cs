using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.Protocol.Guard;

/// <summary>
/// Refuses sessions to users whom the official host takes for nobody: it binds a session to the identifier of the user's first
/// identity, and refuses users without one, but does not look at the other identities.
/// </summary>
internal static class SessionUserCheck
{
    /// <summary>What is wrong with a request that names a session, or null.</summary>
    public static JsonRpcErrorResult? Check(HttpContext http) =>
        http.Request.Headers.ContainsKey(McpHeaders.SessionId) ? CheckLegacy(http) : null;

    /// <summary>The same on the transport of protocol version 2024-11-05, where every request is one of a session.</summary>
    public static JsonRpcErrorResult? CheckLegacy(HttpContext http) =>
        http.User.Identity?.IsAuthenticated is not true && http.User.Identities.Any(identity => identity.IsAuthenticated)
            ? new(
                StatusCodes.Status403Forbidden,
                JsonRpcErrorResult.Refused,
                "Forbidden: a session is bound to the first identity of its user, and this user's is not authenticated.")
            : null;
}
