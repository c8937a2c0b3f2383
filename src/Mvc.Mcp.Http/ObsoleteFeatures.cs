namespace ModelContextProtocol.AspNetCore;

/// <summary>
/// What is said to those who use features that the protocol has left behind. The identifiers are those of
/// ModelContextProtocol.AspNetCore, so that a suppression holds for both hosts.
/// </summary>
internal static class ObsoleteFeatures
{
    public const string LegacySseId = "MCP9004";
    public const string LegacySse =
        "The HTTP+SSE transport has no back-pressure: offer it to trusted clients only, and prefer Streamable HTTP.";

    public const string SessionsId = "MCP9006";
    public const string Sessions =
        "Sessions serve clients of revision 2025-11-25 and earlier; revision 2026-07-28 has none. " +
        "New applications keep HttpServerTransportOptions.SessionMode at HttpServerSessionMode.Stateless.";

    public const string LoggingId = "MCP9005";
    public const string Logging = "Revision 2026-07-28 has left logging to clients behind.";
}
