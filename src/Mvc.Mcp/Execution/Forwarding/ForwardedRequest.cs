using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Execution.Forwarding;

/// <summary>Writes the request of a tool call as a message for an <see cref="HttpClient"/>.</summary>
internal static class ForwardedRequest
{
    private static readonly string _userAgent = $"Mvc.Mcp/{typeof(ForwardedRequest).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Writes the message.</summary>
    /// <param name="request">The request to send.</param>
    /// <param name="client">The client that will send it: its address, protocol version and default headers count.</param>
    /// <param name="accept">Which media types the API is asked to answer in; null where that is not asked.</param>
    /// <param name="caller">The headers of the MCP request; null where there is none, as over stdio.</param>
    /// <param name="propagatedHeaders">Which of those headers go along.</param>
    public static HttpRequestMessage Create(
        ActionRequest request, HttpClient client, string? accept, IHeaderDictionary? caller, IEnumerable<string> propagatedHeaders)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), Address(client.BaseAddress!, request))
        {
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
        };

        if (request.ContentType is not null)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        foreach (var name in propagatedHeaders)
        {
            // A credential that the application gave its client stands for the application; the caller's does not replace it.
            if (caller is not null && caller.TryGetValue(name, out var values) && !client.DefaultRequestHeaders.Contains(name))
                Set(message, name, values);
        }

        foreach (var (name, values) in request.Headers)
        {
            // Nor does an argument take the place of what the application set.
            if (!client.DefaultRequestHeaders.Contains(name))
                Set(message, name, values);
        }

        SetUnlessThere(message, client, "Accept", accept);
        // Public APIs refuse calls that do not say what they come from.
        SetUnlessThere(message, client, "User-Agent", _userAgent);
        return message;
    }

    private static void SetUnlessThere(HttpRequestMessage message, HttpClient client, string name, string? value)
    {
        if (value is not null && !message.Headers.NonValidated.Contains(name) && !client.DefaultRequestHeaders.NonValidated.Contains(name))
            message.Headers.TryAddWithoutValidation(name, value);
    }

    // The base address may have a path of its own, which an absolute path reference would replace. What a Uri normalizes in
    // a path are its dot segments, and no argument may contain those.
    private static Uri Address(Uri baseAddress, ActionRequest request) =>
        new(string.Concat(baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/'), request.Path, request.QueryString));

    // The last one stands: an argument takes the place of the caller's header, as it does in process.
    private static void Set(HttpRequestMessage message, string name, StringValues values)
    {
        if (message.Headers.NonValidated.Contains(name))
            message.Headers.Remove(name);
        if (!message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            message.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
    }
}
