using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Mvc.Mcp.Protocol.Guard;

/// <summary>
/// Reads a request's body whole, and no further than the endpoint's size limit.
/// </summary>
/// <remarks>
/// The limit is ASP.NET Core's own: <c>[RequestSizeLimit]</c> on the endpoint, else the server's
/// <c>MaxRequestBodySize</c>. It is applied here as well because not every server enforces it.
/// </remarks>
internal static class RequestBody
{
    /// <summary>Kestrel's default, for servers that have no limit of their own to ask for.</summary>
    private const long DefaultLimit = 30_000_000;

    /// <summary>Reads until the body ends; the caller must <see cref="PipeReader.AdvanceTo(SequencePosition)"/> past it.</summary>
    public static async ValueTask<(ReadOnlySequence<byte> Body, JsonRpcErrorResult? Error)> ReadAsync(HttpContext http)
    {
        var limit = LimitOf(http);
        if (http.Request.ContentLength > limit)
            return (default, TooLarge(limit));

        var reader = http.Request.BodyReader;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(http.RequestAborted);
                if (read.Buffer.Length > limit)
                {
                    reader.AdvanceTo(read.Buffer.End);
                    return (default, TooLarge(limit));
                }

                if (read.IsCompleted)
                    return (read.Buffer, null);

                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (BadHttpRequestException broken)
        {
            // The server's own refusal: too large, too slow, or not HTTP.
            return (default, new(broken.StatusCode, JsonRpcErrorResult.Refused, "The request's body could not be read."));
        }
    }

    private static long LimitOf(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is { } metadata)
            return metadata.MaxRequestBodySize ?? long.MaxValue;

        return http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { } feature
            ? feature.MaxRequestBodySize ?? long.MaxValue
            : DefaultLimit;
    }

    private static JsonRpcErrorResult TooLarge(long limit) =>
        new(StatusCodes.Status413PayloadTooLarge, JsonRpcErrorResult.Refused,
            $"Payload Too Large: the body must not exceed {limit} bytes.");
}
