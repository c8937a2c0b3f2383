using Microsoft.Net.Http.Headers;

namespace Mvc.Mcp.Operations;

/// <summary>Tells media types apart.</summary>
internal static class MediaTypes
{
    /// <summary>Whether the media type is JSON, or a wildcard that JSON satisfies.</summary>
    public static bool IsJson(string mediaType) =>
        MediaTypeHeaderValue.TryParse(mediaType, out var parsed) &&
        (parsed.MatchesAllTypes || parsed.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) ||
         parsed.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase) ||
         parsed.MatchesAllSubTypes && parsed.Type.Equals("application", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a body of the media type is text.</summary>
    public static bool IsText(string mediaType) =>
        MediaTypeHeaderValue.TryParse(mediaType, out var parsed) &&
        (parsed.Type.Equals("text", StringComparison.OrdinalIgnoreCase) ||
         parsed.SubType.Equals("xml", StringComparison.OrdinalIgnoreCase) ||
         parsed.Suffix.Equals("xml", StringComparison.OrdinalIgnoreCase));

    /// <summary>The best JSON media type among those offered; null where there is none.</summary>
    public static string? Json(IEnumerable<string>? offered)
    {
        string? best = null;
        foreach (var mediaType in offered ?? [])
        {
            if (IsJson(mediaType) && (best is null || RankOf(mediaType) < RankOf(best)))
                best = mediaType;
        }

        return best;
    }

    /// <summary>Whether it stands for several, as <c>*/*</c> and <c>image/*</c> do: nothing can be sent as that.</summary>
    public static bool IsRange(string mediaType) => mediaType.Contains('*', StringComparison.Ordinal);

    // A patch is JSON of another shape than the thing it changes.
    private static int RankOf(string mediaType) =>
        mediaType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) && !mediaType.StartsWith("application/json-", StringComparison.OrdinalIgnoreCase) ? 0
        : IsRange(mediaType) ? 4
        : mediaType.StartsWith("application/json-patch", StringComparison.OrdinalIgnoreCase) ? 3
        : mediaType.StartsWith("application/merge-patch", StringComparison.OrdinalIgnoreCase) ? 2
        : 1;

    /// <summary>The media type of the first 2xx response that has a body, JSON where it is offered; null where there is none.</summary>
    public static string? OfSuccess(ApiOperation operation) =>
        Responses.OfSuccess(operation)
        .Select(response => BodyContent.Of(response.Value).Keys.ToArray())
        .Where(offered => offered.Length > 0)
        .Select(offered => Json(offered) ?? offered[0])
        .FirstOrDefault();
}
