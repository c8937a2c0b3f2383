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
    public static ToolAnnotations Of(string method, ActionMetadata hints, bool isForeign = false)
    {
        var readOnly = hints.ReadOnly ?? (method is "GET" or "HEAD" or "OPTIONS" or "TRACE" && hints.Destructive != true);
        var destructive = hints.Destructive ?? (!readOnly && method is "DELETE");
        // What is left out is read as the protocol's default, and beside readOnlyHint two of the others mean nothing.
        return new ToolAnnotations
        {
            ReadOnlyHint = readOnly ? true : null,
            DestructiveHint = destructive == readOnly ? destructive : null,
            IdempotentHint = !readOnly && (hints.Idempotent ?? method is "PUT" or "DELETE") ? true : null,
            // An API is a closed world, its own data, to the application that it belongs to; what is left out means an open one.
            OpenWorldHint = hints.OpenWorld ?? isForeign ? isForeign ? true : null : false,
        };
    }

    /// <summary>Whether a tool with these annotations changes nothing.</summary>
    public static bool IsReadOnly(ToolAnnotations? annotations) => annotations is { ReadOnlyHint: true, DestructiveHint: not true };

    /// <summary>Whether a tool with these annotations may destroy something.</summary>
    public static bool IsDestructive(ToolAnnotations? annotations) => annotations?.DestructiveHint ?? annotations is not { ReadOnlyHint: true };
}
