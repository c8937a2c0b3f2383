using Microsoft.Net.Http.Headers;

namespace Mvc.Mcp.Execution;

/// <summary>Says which headers of the MCP request a tool call takes over.</summary>
internal static class CallerHeaders
{
    /// <summary>The names that <see cref="McpOptions.PropagatedHeaders"/> allows, less those that describe the MCP message.</summary>
    public static string[] AllowedBy(McpOptions options) => [.. options.PropagatedHeaders.Where(MayBeForwarded)];

    // A header that frames the MCP message would misdescribe the call's.
    private static bool MayBeForwarded(string name) =>
        !name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.Host, StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.Connection, StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.KeepAlive, StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.TransferEncoding, StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.Trailer, StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.TE, StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.Upgrade, StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.Expect, StringComparison.OrdinalIgnoreCase);
}
