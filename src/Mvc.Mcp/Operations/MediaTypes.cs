using System.Collections.Frozen;
using Microsoft.Net.Http.Headers;

namespace Mvc.Mcp.Operations;

/// <summary>Tells media types apart.</summary>
internal static class MediaTypes
{
    // Text by its own name; all of text/*, and what ends in +xml or +yaml, is text as well.
    private static readonly FrozenSet<string> _texts = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "xml", "yaml", "x-yaml", "javascript", "x-ndjson", "x-www-form-urlencoded");

    /// <summary>What the media type is to a model, in both directions: what is text in an answer is text in a body.</summary>
    public static MediaKind KindOf(MediaTypeHeaderValue mediaType)
    {
        if (IsSubType(mediaType, "json"))
            return MediaKind.Json;
        if (mediaType.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase))
            return MediaKind.Events;
        if (mediaType.Type.Equals("image", StringComparison.OrdinalIgnoreCase))
            return mediaType.Suffix.Equals("xml", StringComparison.OrdinalIgnoreCase) ? MediaKind.Text : MediaKind.Image;
        if (mediaType.Type.Equals("audio", StringComparison.OrdinalIgnoreCase))
            return MediaKind.Audio;
        return mediaType.Type.Equals("text", StringComparison.OrdinalIgnoreCase) ||
            _texts.Contains(mediaType.SubType.Value!) || _texts.Contains(mediaType.Suffix.Value ?? "")
            ? MediaKind.Text
            : MediaKind.Binary;
    }

    /// <inheritdoc cref="KindOf(MediaTypeHeaderValue)" />
    public static MediaKind KindOf(string? mediaType) =>
        MediaTypeHeaderValue.TryParse(mediaType, out var parsed) ? KindOf(parsed) : MediaKind.Binary;

    /// <summary>Whether the media type is JSON, or a wildcard that JSON satisfies.</summary>
    public static bool IsJson(string mediaType) =>
        MediaTypeHeaderValue.TryParse(mediaType, out var parsed) &&
        (KindOf(parsed) == MediaKind.Json || parsed.MatchesAllTypes ||
            (parsed.MatchesAllSubTypes && parsed.Type.Equals("application", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether a body of the media type is XML.</summary>
    public static bool IsXml(string mediaType) =>
        MediaTypeHeaderValue.TryParse(mediaType, out var parsed) && IsSubType(parsed, "xml");

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

    // application/json, text/json, application/problem+json.
    private static bool IsSubType(MediaTypeHeaderValue mediaType, string name) =>
        mediaType.SubType.Equals(name, StringComparison.OrdinalIgnoreCase) || mediaType.Suffix.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The media type of the first 2xx response that has a body, JSON where it is offered; null where there is none.</summary>
    public static string? OfSuccess(ApiOperation operation) =>
        Responses.OfSuccess(operation)
        .Select(response => BodyContent.Of(response.Value).Keys.ToArray())
        .Where(offered => offered.Length > 0)
        .Select(offered => Json(offered) ?? offered[0])
        .FirstOrDefault();
}
