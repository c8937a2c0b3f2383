using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mvc.Mcp.OAuth.Proxy.Pages;

/// <summary>
/// What a browser sees where it must not be sent on. It repeats nothing of the request: whoever made the request may not
/// be the one who reads the page.
/// </summary>
internal static partial class ErrorPage
{
    /// <summary>Shows the page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="logger">Where the reason is logged as well.</param>
    /// <param name="reason">Why it cannot go on.</param>
    /// <param name="advice">What the user can do; by default, start again.</param>
    public static Task WriteAsync(HttpContext context, ILogger logger, string reason, string? advice = null)
    {
        LogStopped(logger, context.Request.Path, reason);
        return Html.WriteAsync(context, StatusCodes.Status400BadRequest, "This cannot go on", $"""
            <p>{Html.Encode(reason)}</p>
            <p>Nothing was granted. {Html.Encode(advice ?? "You can close this page and start again from the application that sent you here.")}</p>
            """);
    }

    [LoggerMessage(1, LogLevel.Information, "Stopped at {Path}: {Reason}.")]
    private static partial void LogStopped(ILogger logger, PathString path, string reason);
}
