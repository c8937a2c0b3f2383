using ModelContextProtocol.Protocol;
using Mvc.Mcp.Operations;

namespace Mvc.Mcp.Tools;

/// <summary>What an HTTP method promises (RFC 9110, section 9.2), in the words of MCP.</summary>
internal static class VerbAnnotations
{
    /// <summary>The annotations of an operation with this method, where no attribute says otherwise.</summary>
    /// <param name="method">The method.</param>
    /// <param name="hints">What attributes say.</param>
    /// <param name="isForeign">Whether the API is somebody else's.</param>
    public static ToolAnnotations Of(string method, ActionMetadata hints, bool isForeign)
    {
        var readOnly = hints.ReadOnly ?? method is "GET" or "HEAD" or "OPTIONS" or "TRACE";
        // All are said: left out they would mean the worst.
        return new ToolAnnotations
        {
            ReadOnlyHint = readOnly,
            DestructiveHint = hints.Destructive ?? (!readOnly && method is "DELETE"),
            IdempotentHint = hints.Idempotent ?? (readOnly || method is "PUT" or "DELETE"),
            // An API is a closed world, its own data, to the application that it belongs to.
            OpenWorldHint = hints.OpenWorld ?? isForeign,
        };
    }
}
