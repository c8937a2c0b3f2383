using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Mvc.Mcp.Execution.InProcess;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Results;

namespace Mvc.Mcp.Execution.Forwarding;

/// <summary>Reads the answer of an API into the response of a tool call.</summary>
internal static class ForwardedResponse
{
    /// <summary>Reads the answer while it arrives, and no more of it than <paramref name="maxBytes"/>.</summary>
    /// <exception cref="ResponseTooLargeException">The body is larger than that.</exception>
    public static async ValueTask<ActionResponse> ReadAsync(
        HttpResponseMessage message, long maxBytes, CancellationToken cancellationToken)
    {
        // What is announced as too large need not be read.
        if (message.Content.Headers.ContentLength > maxBytes)
            throw new ResponseTooLargeException(maxBytes);

        // The page that a server shows when it breaks may tell how it is built, and tells a model nothing.
        if ((int)message.StatusCode >= 500 && MediaTypes.KindOf(message.Content.Headers.ContentType?.MediaType) != MediaKind.Json)
            return new ActionResponse((int)message.StatusCode, HeadersOf(message), default, buffer: null);

        var body = new CallBody(maxBytes);
        try
        {
            await using var stream = ContentDecoding.Decode(
                await message.Content.ReadAsStreamAsync(cancellationToken), message.Content.Headers.ContentEncoding);
            while (await stream.ReadAsync(body.GetMemory(), cancellationToken) is var count and > 0)
                body.Advance(count);
            return new ActionResponse((int)message.StatusCode, HeadersOf(message), body.Written, body);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private static HeaderDictionary HeadersOf(HttpResponseMessage message)
    {
        var headers = new HeaderDictionary();
        Copy(message.Headers.NonValidated, headers);
        Copy(message.Content.Headers.NonValidated, headers);
        // What was decoded has neither any more.
        if (headers.Remove("Content-Encoding"))
            headers.Remove("Content-Length");
        return headers;
    }

    private static void Copy(HttpHeadersNonValidated from, HeaderDictionary to)
    {
        foreach (var (name, values) in from)
            to.Append(name, new StringValues([.. values]));
    }
}
