using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using ModelContextProtocol.AspNetCore.Validation;
using ModelContextProtocol.AspNetCore.Writing;

namespace ModelContextProtocol.AspNetCore.Hosting;

/// <summary>What holds for every request to the endpoint, whatever it wants.</summary>
internal sealed class RequestGuard(AddressCheck addresses, IHttpContextAccessor accessor)
{
    /// <summary>Lets <paramref name="answer"/> answer, or writes why not.</summary>
    public async Task ServeAsync(HttpContext http, Func<HttpContext, Task<Refusal?>> answer)
    {
        // Who calls, and by which endpoint, is found by the accessor, which an application's own context factory may not set.
        if (accessor.HttpContext is not null)
        {
            await ServeShownAsync(http, answer);
            return;
        }

        accessor.HttpContext = http;
        try
        {
            await ServeShownAsync(http, answer);
        }
        finally
        {
            accessor.HttpContext = null;
        }
    }

    // A client that waits is answered by the middleware whose time-out it was.
    private static bool IsTimedOut(HttpContext http) =>
        http.Features.Get<IHttpRequestTimeoutFeature>() is { RequestTimeoutToken.IsCancellationRequested: true };

    private async Task ServeShownAsync(HttpContext http, Func<HttpContext, Task<Refusal?>> answer)
    {
        try
        {
            var refusal = await addresses.CheckAsync(http) ?? await answer(http);
            if (refusal is not null)
                await refusal.WriteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested && !IsTimedOut(http))
        {
            // The client left before it was answered.
        }
    }
}
