using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Mvc.Mcp.Protocol.Guard;

/// <summary>
/// What a client says of the form in which it sends and is answered (specification, Transports, "Sending Messages to the
/// Server").
/// </summary>
internal static class MediaTypes
{
    /// <summary>The form of messages.</summary>
    public const string Json = "application/json";

    /// <summary>The form of answers.</summary>
    public const string EventStream = "text/event-stream";

    private static readonly StringSegment _jsonSegment = new(Json);
    private static readonly StringSegment _eventStreamSegment = new(EventStream);

    /// <summary>
    /// Refuses a body that is not declared as JSON in UTF-8: for the official host a body without a type, or in an encoding
    /// it does not know, is an error of the server.
    /// </summary>
    public static JsonRpcErrorResult? CheckContent(HttpRequest request)
    {
        // What nearly every client sends is not worth parsing.
        if (request.ContentType is Json)
            return null;

        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) &&
            type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) &&
            (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        return new(
            StatusCodes.Status415UnsupportedMediaType,
            JsonRpcErrorResult.Refused,
            $"Unsupported Media Type: the body must be {Json}, in UTF-8.");
    }

    /// <summary>Whether the client takes an answer as JSON and as a stream of events, as it must.</summary>
    public static bool AcceptsBoth(StringValues accept) =>
        (accept.Count == 1 && accept[0] is Json + ", " + EventStream or EventStream + ", " + Json) ||
        (Accepts(accept, _jsonSegment) && Accepts(accept, _eventStreamSegment));

    private static bool Accepts(StringValues accept, StringSegment type)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return false;

        foreach (var range in ranges)
        {
            if (range.MatchesMediaType(type) && range.Quality is not 0)
                return true;
        }

        return false;
    }
}
