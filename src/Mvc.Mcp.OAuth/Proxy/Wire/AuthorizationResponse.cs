using Duende.IdentityModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.OAuth.Proxy.Wire;

/// <summary>
/// Sends the browser back to the client with a code or an error, and with the issuer that answers (RFC 9207). It is only
/// ever given redirect URIs that have been checked.
/// </summary>
internal sealed class AuthorizationResponse(IOptions<McpOAuthProxyOptions> options)
{
    public void Code(HttpContext context, string redirectUri, string? state, string code) =>
        Redirect(context, redirectUri, new()
        {
            [OidcConstants.AuthorizeResponse.Code] = code,
            [OidcConstants.AuthorizeResponse.State] = state,
        });

    public void Error(HttpContext context, string redirectUri, string? state, string error, string description) =>
        Redirect(context, redirectUri, new()
        {
            [OidcConstants.AuthorizeResponse.Error] = error,
            [OidcConstants.AuthorizeResponse.ErrorDescription] = description,
            [OidcConstants.AuthorizeResponse.State] = state,
        });

    private void Redirect(HttpContext context, string redirectUri, Dictionary<string, string?> parameters)
    {
        parameters[OidcConstants.AuthorizeResponse.Issuer] = options.Value.Issuer;
        SeeOther(context, QueryHelpers.AddQueryString(redirectUri, parameters));
    }

    /// <summary>303, so that a browser that posted comes with GET; nothing of the page it leaves goes along.</summary>
    public static void SeeOther(HttpContext context, string location)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = location;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
