using ModelContextProtocol.Server;

namespace Mvc.Mcp.Tools;

/// <summary>What depends on the protocol version of the protocol that a client speaks.</summary>
internal static class ProtocolVersion
{
    private const string July2026 = "2026-07-28";

    /// <summary>The protocol version of one message: since 2026-07-28 each message names its own.</summary>
    public static string? Of(MessageContext message) =>
        message.JsonRpcMessage.Context?.ProtocolVersion ?? message.Server.NegotiatedProtocolVersion;

    /// <summary>Whether <c>structuredContent</c> may be any JSON value, and an output schema of any type.</summary>
    public static bool AllowsAnyStructuredContent(string? version) => IsJuly2026OrLater(version);

    // Protocol versions are dates, written so that they sort.
    private static bool IsJuly2026OrLater(string? version) => string.CompareOrdinal(version, July2026) >= 0;
}
