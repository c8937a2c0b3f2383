using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.OAuth.Proxy.Wire;

/// <summary>A client's identifier and secret in the Authorization header, form-encoded each (RFC 6749 section 2.3.1).</summary>
internal static class BasicCredentials
{
    private const string Scheme = "Basic ";

    public static (string Name, string Password)? Read(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var buffer = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), buffer, out var length))
            return null;
        var pair = Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2);
        return pair is [{ Length: > 0 } name, { Length: > 0 } password] ? (WebUtility.UrlDecode(name), WebUtility.UrlDecode(password)) : null;
    }
}
