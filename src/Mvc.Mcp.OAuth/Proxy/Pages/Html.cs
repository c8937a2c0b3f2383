using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.OAuth.Proxy.Pages;

/// <summary>
/// Writes the proxy's two pages: plain HTML that no other site may frame and no cache may keep.
/// </summary>
internal static class Html
{
    private const string Style = """
        :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
        body { margin: 0; }
        main { max-width: 34rem; margin: 8vh auto; padding: 0 1.5rem; }
        h1 { font-size: 1.4rem; }
        dt { font-weight: 600; margin-top: .75rem; }
        dd { margin: 0; overflow-wrap: anywhere; }
        img { max-height: 64px; }
        form { display: flex; gap: 1rem; margin: 2rem 0; }
        button { font: inherit; padding: .6rem 1.6rem; border: 1px solid; border-radius: .4rem; cursor: pointer; }
        button[value=allow] { background: #1a4fa0; color: #fff; border-color: #1a4fa0; }
        button:focus-visible { outline: 3px solid #e08a00; outline-offset: 2px; }
        """;

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    public static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>Writes a page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="title">The title, as text.</param>
    /// <param name="body">The page below its title, as HTML whose values are encoded.</param>
    /// <param name="image">An image above the title.</param>
    /// <param name="script">The only script that the page may run; it works without.</param>
    public static Task WriteAsync(HttpContext context, int status, string title, string body, Uri? image = null, string? script = null)
    {
        var headers = context.Response.Headers;
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        headers.CacheControl = "no-store";
        // No form-action: browsers apply it along the whole chain of redirects, which leads to the identity provider.
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src {HashOf(Style)}; script-src {(script is null ? "'none'" : HashOf(script))}; img-src {image?.GetLeftPart(UriPartial.Authority) ?? "'none'"}; base-uri 'none'; frame-ancestors 'none'";
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        // "no-referrer" would make browsers post the consent form with the origin "null".
        headers["Referrer-Policy"] = "same-origin";
        return context.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encode(title)}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            {(image is null ? "" : $"<img src=\"{Encode(image.AbsoluteUri)}\" alt=\"\">")}
            <h1>{Encode(title)}</h1>
            {body}
            </main>
            {(script is null ? "" : $"<script>{script}</script>")}
            </body>
            </html>
            """, context.RequestAborted);
    }
}
