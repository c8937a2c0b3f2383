using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mvc.Mcp.OAuth.Proxy.Pages;

/// <summary>
/// What a browser sees where it must not be sent on. It repeats nothing of the request: whoever made the request may not
/// be the one who reads the page.
/// </summary>
internal static class ErrorPage
{
    public static Task WriteAsync(HttpContext context, ILogger logger, string reason)
    {
        logger.LogInformation("Stopped at {Path}: {Reason}", context.Request.Path, reason);
        return Html.WriteAsync(context, StatusCodes.Status400BadRequest, "This cannot go on", $"""
            <p>{Html.Encode(reason)}</p>
            <p>Nothing was granted. You can close this page and start again from the application that sent you here.</p>
            """);
    }
}
