using System.Diagnostics;

namespace Mvc.Mcp.Benchmarks.Load;

/// <summary>Sends one request many times, from a few clients at once.</summary>
internal static class LoadGenerator
{
    private static readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false });

    /// <summary>Sends it once and checks that the answer is of the kind expected, before it is counted how fast it comes.</summary>
    public static async Task<string> CheckAsync(RequestTemplate template, string expected)
    {
        using var response = await _client.SendAsync(template.For(0)());
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode && text.Contains(expected, StringComparison.Ordinal)
            ? text
            : throw new InvalidOperationException($"{template.Method} {template.Uri} was answered with {(int)response.StatusCode}: {text}");
    }

    /// <summary>Sends it <paramref name="count"/> times from as many clients at once as there are connections; gives the microseconds that each took.</summary>
    public static async Task<IReadOnlyCollection<double>> RunAsync(RequestTemplate template, int count, int connections)
    {
        var left = count;
        var times = new double[count];
        await Task.WhenAll(Enumerable.Range(0, connections).Select(worker => Task.Run(async () =>
        {
            var create = template.For(worker);
            while (Interlocked.Decrement(ref left) is >= 0 and var place)
            {
                var start = Stopwatch.GetTimestamp();
                using var response = await _client.SendAsync(create(), HttpCompletionOption.ResponseHeadersRead);
                if (!response.IsSuccessStatusCode)
                    throw new InvalidOperationException($"{template.Uri} was answered with {(int)response.StatusCode}.");
                await response.Content.CopyToAsync(Stream.Null);
                times[place] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        })));
        return times;
    }

    /// <summary>Sends one request and gives what came back.</summary>
    public static async Task<HttpResponseMessage> SendAsync(RequestTemplate template)
    {
        var response = await _client.SendAsync(template.For(0)());
        return response.EnsureSuccessStatusCode();
    }
}
