namespace ModelContextProtocol.AspNetCore.Protocol;

/// <summary>The revisions of the protocol that the host speaks, oldest first.</summary>
internal static class ProtocolRevision
{
    public const string November2024 = "2024-11-05";
    public const string March2025 = "2025-03-26";
    public const string June2025 = "2025-06-18";
    public const string November2025 = "2025-11-25";
    public const string July2026 = "2026-07-28";

    /// <summary>Those that begin with <c>initialize</c> and may have sessions.</summary>
    public static readonly string[] WithHandshake = [November2024, March2025, June2025, November2025];

    /// <summary>Those that carry version and capabilities in each request's <c>_meta</c>.</summary>
    public static readonly string[] WithoutHandshake = [July2026];

    /// <summary>
    /// Whether a request of <paramref name="revision"/> stands alone, with everything the server must know in its
    /// headers and <c>_meta</c>. A request that names no revision comes from before there was a header for it.
    /// </summary>
    public static bool StandsAlone(string? revision) =>
        revision is not null && string.CompareOrdinal(revision, July2026) >= 0;
}
