using System.Net.Http.Headers;
using System.Text;

namespace Mvc.Mcp.Benchmarks.Load;

/// <summary>A request that can be sent again and again.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Uri">Where to.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">The JSON body for a worker; null where there is none.</param>
internal sealed record RequestTemplate(
    HttpMethod Method, Uri Uri, IReadOnlyList<KeyValuePair<string, string>> Headers, Func<int, string>? Body)
{
    private static readonly MediaTypeHeaderValue _json = new("application/json");

    /// <summary>The request of one worker; each worker waits for its answer before it sends the next, so its id is free again.</summary>
    public Func<HttpRequestMessage> For(int worker)
    {
        var bytes = Body is null ? null : Encoding.UTF8.GetBytes(Body(worker));
        return () =>
        {
            var request = new HttpRequestMessage(Method, Uri);
            foreach (var (name, value) in Headers)
                request.Headers.TryAddWithoutValidation(name, value);
            if (bytes is not null)
                request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = _json } };
            return request;
        };
    }
}
