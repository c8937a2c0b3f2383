using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ModelContextProtocol.AspNetCore.Protocol;
using ModelContextProtocol.AspNetCore.Writing;

namespace ModelContextProtocol.AspNetCore.Reading;

/// <summary>
/// Checks that a client sends JSON and takes back what the transport answers with
/// (specification, Transports, "Sending Messages to the Server").
/// </summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string EventStream = "text/event-stream";

    private static readonly StringSegment JsonSegment = new(Json);
    private static readonly StringSegment EventStreamSegment = new(EventStream);

    public static Refusal? CheckPost(HttpRequest request) =>
        CheckContentType(request) ?? (AcceptsBoth(request.Headers.Accept)
            ? null
            : new Refusal(StatusCodes.Status406NotAcceptable, HttpErrorCode.Refused,
                $"Not Acceptable: the Accept header must name both {Json} and {EventStream}."));

    public static Refusal? CheckGet(HttpRequest request) =>
        Accepts(request.Headers.Accept, EventStreamSegment)
            ? null
            : new Refusal(StatusCodes.Status406NotAcceptable, HttpErrorCode.Refused,
                $"Not Acceptable: the Accept header must name {EventStream}.");

    private static Refusal? CheckContentType(HttpRequest request)
    {
        // What nearly every client sends is not worth parsing.
        if (request.ContentType is Json)
            return null;

        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        return new Refusal(StatusCodes.Status415UnsupportedMediaType, HttpErrorCode.Refused,
            $"Unsupported Media Type: the body must be {Json}, in UTF-8.");
    }

    private static bool AcceptsBoth(StringValues accept) =>
        (accept.Count == 1 && accept[0] is Json + ", " + EventStream or EventStream + ", " + Json)
        || (Accepts(accept, JsonSegment) && Accepts(accept, EventStreamSegment));

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
