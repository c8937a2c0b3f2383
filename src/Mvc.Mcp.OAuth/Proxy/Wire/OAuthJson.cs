using System.Text.Json.Nodes;
using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;

namespace Mvc.Mcp.OAuth.Proxy.Wire;

/// <summary>Writes the JSON answers of the endpoints that clients call directly.</summary>
internal static class OAuthJson
{
    /// <summary>An answer that no cache may keep (RFC 6749 section 5.1).</summary>
    public static Task WriteSecretAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        return WriteAsync(context, status, body);
    }

    public static Task WriteErrorAsync(HttpContext context, int status, string error, string description) =>
        WriteSecretAsync(context, status, new JsonObject
        {
            [OidcConstants.TokenResponse.Error] = error,
            [OidcConstants.TokenResponse.ErrorDescription] = description,
        });

    public static Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsJsonAsync(body, context.RequestAborted);
    }

    public static JsonArray ArrayOf(params IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];
}
