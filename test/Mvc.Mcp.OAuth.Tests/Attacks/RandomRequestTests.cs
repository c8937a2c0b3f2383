using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging;
using Mvc.Mcp.OAuth.Proxy.Clients;
using Mvc.Mcp.OAuth.Tests.TestApp;

namespace Mvc.Mcp.OAuth.Tests.Attacks;

/// <summary>
/// 10,000 random requests to each endpoint: wrong in every way, or right but for one thing. Never an exception page, never
/// a redirect to an address that nobody registered, never the secret in an answer or a log.
/// </summary>
public sealed class RandomRequestTests
{
    private const int Requests = 10_000;

    private static readonly string[] _words =
    [
        "", " ", "null", "undefined", "code", "S256", "plain", "token", "query", "fragment", "none", "allow", "deny",
        "authorization_code", "refresh_token", "client_credentials", "https://attacker.example/", "http://127.0.0.1:1/callback",
        "http://127.0.0.1:4711/callback/../x", "//attacker.example", "javascript:alert(1)", "\\\\attacker", "../../etc/passwd",
        "\r\nLocation: https://attacker.example\r\n", "\0", "\uFFFD", "\u202E", "<script>alert(1)</script>", "'\"&<>", "%", "%zz", "%00", "%E0%80",
        "😀", "é漢", FakeIdentityProvider.ClientId, FakeIdentityProvider.Issuer, ProxyApp.Origin, ProxyApp.Resource, ProxyApp.Resource + "/%00",
        McpClientDouble.Verifier, McpClientDouble.Challenge, new('A', 43), new('A', 2000), new('x', 9000), "CfDJ8", "{}", "[1,2", "true", "-1", "1e400",
    ];

    private static readonly string[] _names =
    [
        "client_id", "redirect_uri", "response_type", "response_mode", "state", "scope", "code_challenge", "code_challenge_method", "resource",
        "prompt", "request", "decision", "code", "error", "error_description", "iss", "grant_type", "code_verifier", "refresh_token",
        "client_secret", "client_assertion", "CLIENT_ID", "", "a[b]", "x",
    ];

    [Theory]
    [InlineData("GET", "/oauth/authorize")]
    [InlineData("GET", "/oauth/callback")]
    [InlineData("POST", "/oauth/consent")]
    [InlineData("POST", "/oauth/token")]
    [InlineData("POST", "/oauth/register")]
    [InlineData("GET", "/.well-known/oauth-authorization-server")]
    [InlineData("GET", "/.well-known/oauth-protected-resource/mcp")]
    public async Task Nothing_gets_out(string method, string path)
    {
        await using var app = await ProxyApp.StartAsync(keepLog: IsSuspicious);
        var client = await app.RegisterAsync();
        var right = await RightRequestAsync(app, client, path);
        var http = app.CreateClient();

        var property = Prop.ForAll(Requestlike(right).ToArbitrary(), request => IsHarmlessAsync(request).GetAwaiter().GetResult());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Requests).WithEndSize(60), property);
        app.Log.Lines.Should().BeEmpty();

        async Task<bool> IsHarmlessAsync(RandomRequest random)
        {
            using var request = random.Create(method, path);
            using var response = await http.SendAsync(request);
            var answer = $"{response}{await response.Content.ReadAsStringAsync()}";
            return (int)response.StatusCode < 500 &&
                !answer.Contains(FakeIdentityProvider.ClientSecret) &&
                (response.Headers.Location is not { } location || IsRegistered(location));
        }

        bool IsRegistered(Uri location) => location.IsAbsoluteUri &&
            (location.GetLeftPart(UriPartial.Path) == FakeIdentityProvider.Issuer + "/authorize" ||
                RedirectUris.Matches(location.GetLeftPart(UriPartial.Path), [client.RedirectUri]));
    }

    private static bool IsSuspicious(LogLevel level, string line) =>
        line.Contains(FakeIdentityProvider.ClientSecret) || (level >= LogLevel.Error && line.Contains("unhandled exception"));

    /// <summary>A request that the endpoint would serve, for the random ones to differ from.</summary>
    private static async Task<RandomRequest> RightRequestAsync(ProxyApp app, McpClientDouble client, string path)
    {
        var browser = app.CreateBrowser();
        var consent = await browser.GetAsync(client.AuthorizeAddress());
        var cookie = string.Join("; ", browser.Cookies.Select(c => $"{c.Key}={c.Value}"));
        switch (path)
        {
            case "/oauth/authorize":
                return new(Parse(client.AuthorizeAddress().Query), [], [], "");
            case "/oauth/consent":
                var form = consent.Body.Split("name=\"request\" value=\"")[1].Split('"')[0];
                return new([], [new("request", form), new("decision", "allow")], [new("Cookie", cookie), new("Origin", ProxyApp.Origin)], "application/x-www-form-urlencoded");
            case "/oauth/callback":
                var upstream = await browser.AnswerAsync(consent, "allow");
                cookie = string.Join("; ", browser.Cookies.Select(c => $"{c.Key}={c.Value}"));
                return new(Parse(app.Provider.SignIn(upstream.Location!).Query), [], [new("Cookie", cookie)], "");
            case "/oauth/token":
                var code = await client.AuthorizeAsync();
                return new([], [new("grant_type", "authorization_code"), new("client_id", client.Id), new("code", code),
                    new("redirect_uri", client.RedirectUri), new("code_verifier", McpClientDouble.Verifier)], [], "application/x-www-form-urlencoded");
            case "/oauth/register":
                return new([], [new("", """{"client_name":"x","redirect_uris":["http://localhost/"]}""")], [], "application/json");
            default:
                return new([], [], [], "");
        }
    }

    private static KeyValuePair<string, string>[] Parse(string query) =>
        [.. Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query).Select(p => KeyValuePair.Create(p.Key, p.Value.ToString()))];

    private static Gen<RandomRequest> Requestlike(RandomRequest right) => Gen.Frequency(
        (1, from query in Pairs() from body in Pairs() from headers in Headers() from type in ContentType() select new RandomRequest(query, body, headers, type)),
        (3, from query in Mutated(right.Query) from body in Mutated(right.Body) from headers in Gen.Frequency((3, Gen.Constant(right.Headers)), (1, Mutated(right.Headers)))
            from type in Gen.Frequency((6, Gen.Constant(right.ContentType)), (1, ContentType())) select new RandomRequest(query, body, headers, type)));

    private static Gen<KeyValuePair<string, string>[]> Mutated(KeyValuePair<string, string>[] right)
    {
        if (right.Length == 0)
            return Gen.Frequency((5, Gen.Constant(right)), (1, Pairs()));
        var replaced = from index in Gen.Choose(0, right.Length - 1)
                       from value in Gen.OneOf(Text(), Cut(right[index].Value), Flipped(right[index].Value))
                       select right.Select((pair, i) => i == index ? new(pair.Key, value) : pair).ToArray();
        var dropped = from index in Gen.Choose(0, right.Length - 1) select right.Where((_, i) => i != index).ToArray();
        var added = from more in Pairs() select right.Concat(more).ToArray();
        return Gen.Frequency((4, replaced), (1, dropped), (1, added), (1, Gen.Constant(right)));
    }

    private static Gen<string> Cut(string text) => from length in Gen.Choose(0, text.Length) select text[..length];

    private static Gen<string> Flipped(string text) => text.Length == 0
        ? Gen.Constant("x")
        : from index in Gen.Choose(0, text.Length - 1) from c in ArbMap.Default.GeneratorFor<char>() select text[..index] + c + text[(index + 1)..];

    private static Gen<KeyValuePair<string, string>[]> Pairs() =>
        (from name in Gen.OneOf(Gen.Elements(_names), Text()) from value in Text() select KeyValuePair.Create(name, value)).ArrayOf();

    private static Gen<KeyValuePair<string, string>[]> Headers() =>
        (from name in Gen.Elements("Cookie", "Origin", "Sec-Fetch-Dest", "Sec-Fetch-Site", "Authorization", "Referer", "Accept", "X-Forwarded-Host")
         from value in Text() select KeyValuePair.Create(name, value)).ArrayOf();

    private static Gen<string> ContentType() =>
        Gen.Elements("", "application/json", "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16", "multipart/form-data; boundary=x", "text/plain", "\u0001");

    private static Gen<string> Text() => Gen.Frequency(
        (3, Gen.Elements(_words)),
        (2, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")));
}
