using ModelContextProtocol.Protocol;
using Mvc.Mcp.Operations;

namespace Mvc.Mcp.Tools;

/// <summary>What an HTTP method promises (RFC 9110, section 9.2), in the words of MCP.</summary>
internal static class VerbAnnotations
{
    /// <summary>The annotations of an operation with this method, where no attribute says otherwise.</summary>
    public static ToolAnnotations Of(string method, ActionMetadata hints)
    {
        var readOnly = hints.ReadOnly ?? method is "GET" or "HEAD" or "OPTIONS" or "TRACE";
        // All are said: left out they would mean the worst.
        return new ToolAnnotations
        {
            ReadOnlyHint = readOnly,
            DestructiveHint = hints.Destructive ?? (!readOnly && method is "DELETE"),
            IdempotentHint = hints.Idempotent ?? (readOnly || method is "PUT" or "DELETE"),
            // An API is a closed world: its own data.
            OpenWorldHint = hints.OpenWorld ?? false,
        };
    }
}
