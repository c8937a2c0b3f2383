using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Mvc.Mcp.Catalog;

namespace Mvc.Mcp.Protocol.Guard;

/// <summary>What holds for every request to an MCP endpoint, whatever it wants.</summary>
internal sealed class RequestGuard(AddressCheck addresses, CredentialCheck credentials, IHttpContextAccessor accessor)
{
    /// <summary>Lets <paramref name="answer"/> answer, or writes why not.</summary>
    /// <param name="http">The request.</param>
    /// <param name="snapshot">What the endpoint offers.</param>
    /// <param name="answer">Answers the request, or gives the error to answer with.</param>
    public Task ServeAsync(HttpContext http, CatalogSnapshot snapshot, Func<HttpContext, Task<JsonRpcErrorResult?>> answer) =>
        // Who calls, and by which endpoint, is found by the accessor, which an application's own context factory may not set.
        accessor.HttpContext is null ? ShowAsync(http, snapshot, answer) : ServeShownAsync(http, snapshot, answer);

    private async Task ShowAsync(HttpContext http, CatalogSnapshot snapshot, Func<HttpContext, Task<JsonRpcErrorResult?>> answer)
    {
        accessor.HttpContext = http;
        try
        {
            await ServeShownAsync(http, snapshot, answer);
        }
        finally
        {
            accessor.HttpContext = null;
        }
    }

    private async Task ServeShownAsync(HttpContext http, CatalogSnapshot snapshot, Func<HttpContext, Task<JsonRpcErrorResult?>> answer)
    {
        try
        {
            var error = snapshot.Options.AllowAnyHost ? null : await addresses.CheckAsync(http);
            if (error is null && await credentials.RefusesAsync(http, snapshot))
                return;
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
