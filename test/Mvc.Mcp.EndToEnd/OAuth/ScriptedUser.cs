using System.Net;
using System.Text.RegularExpressions;

namespace Mvc.Mcp.EndToEnd.OAuth;

/// <summary>A user with a browser without a window: keeps cookies, follows redirects, signs in where the Shop asks for it, and allows what the consent page asks.</summary>
internal sealed partial class ScriptedUser : IDisposable
{
    private const int MaxSteps = 20;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = new CookieContainer(), UseProxy = false });

    /// <summary>Goes where a client sends the user, to the end or until the given address, and says where that was.</summary>
    public async Task<Uri> VisitAsync(Uri address, Uri? stopAt = null)
    {
        using var first = new HttpRequestMessage(HttpMethod.Get, address);
        var response = await _http.SendAsync(first);
        for (var step = 0; step < MaxSteps; step++)
        {
            if (response.Headers.Location is { } location)
            {
                address = new Uri(address, location);
                if (stopAt is not null && address.GetLeftPart(UriPartial.Path) == stopAt.GetLeftPart(UriPartial.Path))
                    return address;
                response = await _http.GetAsync(address);
                continue;
            }
            var page = await response.Content.ReadAsStringAsync();
            if (!response.IsSuccessStatusCode)
                throw new InvalidOperationException($"{address} answered {response.StatusCode}: {page}");
            if (SignInForm().Match(page) is { Success: true } signIn)
            {
                response = await _http.PostAsync(address, new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["name"] = "alice", ["password"] = "Shop-keeper-1", ["__RequestVerificationToken"] = signIn.Groups["token"].Value,
                }));
                continue;
            }
            if (ConsentForm().Match(page) is not { Success: true } form)
                return address;
            using var answer = new HttpRequestMessage(HttpMethod.Post, address = new Uri(form.Groups["action"].Value))
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["request"] = form.Groups["request"].Value, ["decision"] = "allow" }),
                Headers = { { "Origin", address.GetLeftPart(UriPartial.Authority) } },
            };
            response = await _http.SendAsync(answer);
        }
        throw new InvalidOperationException($"The redirects do not end: {address}");
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("type=\"password\"[^$]+name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex SignInForm();

    [GeneratedRegex("action=\"(?<action>[^\"]+/oauth/consent)\">\\s*<input type=\"hidden\" name=\"request\" value=\"(?<request>[^\"]+)\"")]
    private static partial Regex ConsentForm();
}
