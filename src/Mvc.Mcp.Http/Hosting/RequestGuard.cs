using Microsoft.AspNetCore.Http;
using ModelContextProtocol.AspNetCore.Validation;
using ModelContextProtocol.AspNetCore.Writing;

namespace ModelContextProtocol.AspNetCore.Hosting;

/// <summary>What holds for every request to the endpoint, whatever it wants.</summary>
internal sealed class RequestGuard(AddressCheck addresses)
{
    /// <summary>Lets <paramref name="answer"/> answer, or writes why not.</summary>
    public async Task ServeAsync(HttpContext http, Func<HttpContext, Task<Refusal?>> answer)
    {
        try
        {
            var refusal = await addresses.CheckAsync(http) ?? await answer(http);
            if (refusal is not null)
                await refusal.WriteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client left before it was answered.
        }
    }
}
