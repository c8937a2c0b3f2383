using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp;

/// <summary>Which scope of services a tool call gets as its <see cref="HttpContext.RequestServices"/>.</summary>
public enum McpServiceScope
{
    /// <summary>
    /// A scope of its own, as every HTTP request has: what a scoped service found out for the MCP request, which has no
    /// values of the call, does not decide about the call.
    /// </summary>
    Call,

    /// <summary>
    /// That of the MCP request: what the application's middleware put into scoped services (a tenant from a header, a unit of
    /// work) is there for the action. Right where nothing scoped depends on the route, the query or the body: whatever the
    /// authorization of the MCP request has left in a scoped service is there as well.
    /// </summary>
    Request,
}
