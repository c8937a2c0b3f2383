using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Mvc.Mcp.Explorer;

/// <summary>One file of the page.</summary>
internal sealed class PageFile(string name, byte[] content)
{
    private readonly EntityTagHeaderValue _tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"");

    /// <summary>Its address below that of the page.</summary>
    public string Name => name;

    /// <summary>Answers with the file. Browsers keep it, and ask each time whether it is still the same.</summary>
    public Task WriteAsync(HttpContext context)
    {
        PageHeaders.Write(context.Response);
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(content, ContentType, entityTag: _tag).ExecuteAsync(context);
    }

    private string ContentType => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"The page has no files of the kind '{other}'."),
    };
}
