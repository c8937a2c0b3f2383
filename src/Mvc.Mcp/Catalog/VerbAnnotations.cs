using ModelContextProtocol.Protocol;

namespace Mvc.Mcp.Catalog;

/// <summary>What an HTTP method promises (RFC 9110, section 9.2), in the words of MCP.</summary>
internal static class VerbAnnotations
{
    /// <summary>The annotations of an operation with this method. Left out they would mean the worst, so all are said.</summary>
    public static ToolAnnotations Of(string method)
    {
        var safe = method is "GET" or "HEAD" or "OPTIONS" or "TRACE";
        return new ToolAnnotations
        {
            ReadOnlyHint = safe,
            DestructiveHint = method is "DELETE",
            IdempotentHint = safe || method is "PUT" or "DELETE",
            // An API is a closed world: its own data.
            OpenWorldHint = false,
        };
    }
}
