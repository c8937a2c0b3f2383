using System.Net;
using System.Net.Http.Headers;

namespace Mvc.Mcp.OAuth.Proxy.Clients;

/// <summary>
/// Fetches a client metadata document on behalf of whoever names it: small, quickly, from public addresses only, and
/// from nowhere else than the address itself.
/// </summary>
internal sealed class ClientDocumentFetcher(IHttpClientFactory clients, TimeProvider time)
{
    public const string HttpClientName = "Mvc.Mcp.OAuth.ClientDocuments";

    public const int MaxBytes = 5 * 1024;

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan _leastLifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _mostLifetime = TimeSpan.FromHours(1);

    public async Task<ClientDocument> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var client = clients.CreateClient(HttpClientName);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token);
        // A redirect is not followed, so it arrives here as what it is: not a document.
        if (response.StatusCode != HttpStatusCode.OK)
            throw new HttpRequestException($"Its host answered {(int)response.StatusCode}.", null, response.StatusCode);
        if (response.Content.Headers.ContentType?.MediaType is not { } type || !IsJson(type))
            throw new HttpRequestException("It is not JSON.");
        return new(await ReadAsync(response.Content, linked.Token), LifetimeOf(response));
    }

    private static bool IsJson(string mediaType) =>
        Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(mediaType, out var type) &&
        type.Type.Equals("application", StringComparison.OrdinalIgnoreCase) &&
        (type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MaxBytes + 1];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return read <= MaxBytes ? buffer.AsMemory(0, read) : throw new HttpRequestException($"It is larger than {MaxBytes} bytes.");
    }

    private static TimeSpan LifetimeOf(HttpResponseMessage response)
    {
        var asked = response.Headers.CacheControl is { NoStore: false, NoCache: false, MaxAge: { } age } ? age : TimeSpan.Zero;
        return TimeSpan.FromTicks(Math.Clamp(asked.Ticks, _leastLifetime.Ticks, _mostLifetime.Ticks));
    }
}
