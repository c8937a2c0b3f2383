using Microsoft.Net.Http.Headers;

namespace Mvc.Mcp.Catalog;

/// <summary>Tells media types apart.</summary>
internal static class MediaTypes
{
    /// <summary>Whether the media type is JSON, or a wildcard that JSON satisfies.</summary>
    public static bool IsJson(string mediaType) =>
        MediaTypeHeaderValue.TryParse(mediaType, out var parsed) &&
        (parsed.MatchesAllTypes || parsed.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) ||
         parsed.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase) ||
         parsed.MatchesAllSubTypes && parsed.Type.Equals("application", StringComparison.OrdinalIgnoreCase));

    /// <summary>The best JSON media type among those offered; null where there is none.</summary>
    public static string? Json(IEnumerable<string>? offered)
    {
        string? best = null;
        foreach (var mediaType in offered ?? [])
        {
            if (mediaType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
                return mediaType;
            if (IsJson(mediaType))
                best ??= mediaType;
        }

        return best;
    }
}
