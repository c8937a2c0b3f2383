namespace Mvc.Mcp.Protocol;

/// <summary>The versions of the protocol that the official host speaks, oldest first.</summary>
internal static class ProtocolVersions
{
    public const string November2024 = "2024-11-05";
    public const string March2025 = "2025-03-26";
    public const string June2025 = "2025-06-18";
    public const string November2025 = "2025-11-25";
    public const string July2026 = "2026-07-28";

    /// <summary>All of them.</summary>
    public static readonly string[] All = [November2024, March2025, June2025, November2025, July2026];

    /// <summary>
    /// Whether a request of <paramref name="version"/> stands alone, with everything the server must know in its
    /// headers and <c>_meta</c>. A request that names no version comes from before there was a header for it.
    /// </summary>
    public static bool StandsAlone(string? version) => string.CompareOrdinal(version, July2026) >= 0;
}
