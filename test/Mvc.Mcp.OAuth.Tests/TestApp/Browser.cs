using System.Text.RegularExpressions;

namespace Mvc.Mcp.OAuth.Tests.TestApp;

/// <summary>What a browser does for the proxy's pages: it keeps cookies, posts forms with its origin, follows nothing.</summary>
public sealed partial class Browser(HttpClient http)
{
    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>The Set-Cookie headers of the last answer, attributes and all.</summary>
    public IReadOnlyList<string> LastCookies { get; private set; } = [];

    public Task<Page> GetAsync(Uri address, Action<HttpRequestMessage>? change = null) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, address), change);

    public Task<Page> GetAsync(string address) => GetAsync(new Uri(address));

    /// <summary>Sends a form that a page of another site had the user send.</summary>
    public Task<Page> PostAsync(Uri address, Dictionary<string, string> form) => SendAsync(new HttpRequestMessage(HttpMethod.Post, address)
    {
        Content = new FormUrlEncodedContent(form),
        Headers = { { "Origin", "https://elsewhere.example.com" }, { "Sec-Fetch-Site", "cross-site" }, { "Sec-Fetch-Dest", "document" } },
    }, null);

    /// <summary>Presses a button of the consent page.</summary>
    public Task<Page> AnswerAsync(Page page, string decision, Action<HttpRequestMessage>? change = null) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, FormAction().Match(page.Body).Groups[1].Value)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["request"] = SealedRequest().Match(page.Body).Groups[1].Value,
                ["decision"] = decision,
            }),
            Headers = { { "Origin", ProxyApp.Origin }, { "Sec-Fetch-Site", "same-origin" } },
        }, change);

    private async Task<Page> SendAsync(HttpRequestMessage request, Action<HttpRequestMessage>? change)
    {
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        change?.Invoke(request);
        using var response = await http.SendAsync(request);
        LastCookies = response.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : [];
        foreach (var cookie in LastCookies)
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            if (cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase))
                Cookies.Remove(pair[0]);
            else
                Cookies[pair[0]] = pair[1];
        }
        return new Page(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location,
            response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    [GeneratedRegex("action=\"([^\"]+)\"")]
    private static partial Regex FormAction();

    [GeneratedRegex("name=\"request\" value=\"([^\"]+)\"")]
    private static partial Regex SealedRequest();
}
