using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.OAuth.Proxy.Wire;

/// <summary>Reads a request's body up to a limit, whether the request states its length or not.</summary>
internal static class BoundedBody
{
    /// <summary>The largest registration.</summary>
    public const int MaxRegistrationBytes = 16 * 1024;

    /// <summary>The largest form: a sealed code of the largest size, an identifier and a redirect URI.</summary>
    public const int MaxFormBytes = 40 * 1024;

    /// <summary>The body, or null where it is larger than the limit or breaks off.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit)
            return null;
        var body = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
            {
                if (body.Length + read > limit)
                    return null;
                body.Write(buffer, 0, read);
            }
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
        return body.ToArray();
    }
}
