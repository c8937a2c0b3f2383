using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Mvc.Mcp.Protocol.Guard;

/// <summary>What holds for every request to an MCP endpoint, whatever it wants.</summary>
internal sealed class RequestGuard(AddressCheck addresses, IHttpContextAccessor accessor)
{
    /// <summary>Lets <paramref name="answer"/> answer, or writes why not.</summary>
    /// <param name="http">The request.</param>
    /// <param name="allowAnyHost">Whether names and origins are not looked at.</param>
    /// <param name="answer">Answers the request, or gives the error to answer with.</param>
    public Task ServeAsync(HttpContext http, bool allowAnyHost, Func<HttpContext, Task<JsonRpcErrorResult?>> answer) =>
        // Who calls, and by which endpoint, is found by the accessor, which an application's own context factory may not set.
        accessor.HttpContext is null ? ShowAsync(http, allowAnyHost, answer) : ServeShownAsync(http, allowAnyHost, answer);

    private async Task ShowAsync(HttpContext http, bool allowAnyHost, Func<HttpContext, Task<JsonRpcErrorResult?>> answer)
    {
        accessor.HttpContext = http;
        try
        {
            await ServeShownAsync(http, allowAnyHost, answer);
        }
        finally
        {
            accessor.HttpContext = null;
        }
    }

    private async Task ServeShownAsync(HttpContext http, bool allowAnyHost, Func<HttpContext, Task<JsonRpcErrorResult?>> answer)
    {
        try
        {
            var error = allowAnyHost ? null : await addresses.CheckAsync(http);
            error ??= await answer(http);
            if (error is not null)
                await error.WriteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested && !IsTimedOut(http))
        {
            // The client left before it was answered.
        }
    }

    // A client that waits is answered by the middleware whose time-out it was.
    private static bool IsTimedOut(HttpContext http) =>
        http.Features.Get<IHttpRequestTimeoutFeature>() is { RequestTimeoutToken.IsCancellationRequested: true };
}
