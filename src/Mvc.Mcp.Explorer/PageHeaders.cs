using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.Explorer;

/// <summary>
/// What keeps the page to itself: it runs its own files and nothing else, whatever a tool, its name or its result contains,
/// and no other site frames or reads it.
/// </summary>
internal static class PageHeaders
{
    // Pictures, sounds and files of results are shown from memory (blob:).
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:; media-src blob:; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    public static void Write(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
