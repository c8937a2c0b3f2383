using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Mvc.Mcp.OAuth.Proxy.Clients;

/// <summary>
/// Where users may be sent back to: loopback addresses, and what the operator listed. A URI is judged by a strict grammar
/// on its text and never normalized, so that no two readers of it can disagree.
/// </summary>
internal sealed partial class RedirectUris(IOptions<McpOAuthProxyOptions> options)
{
    public const int MaxLength = 1000;

    private const string AnyPath = "/*";

    private readonly HashSet<string> _listed = new(Listed(options.Value).Where(uri => !IsPattern(uri)), StringComparer.Ordinal);

    // Each with the slash at its end.
    private readonly string[] _folders = [.. Listed(options.Value).Where(IsPattern).Select(uri => uri[..^1])];

    public bool IsAllowed(string uri) =>
        uri.Length <= MaxLength && (IsLoopback(uri) || _listed.Contains(uri) || _folders.Any(folder => IsBelow(folder, uri)));

    public static bool IsLoopback(string uri) => Loopback().IsMatch(uri);

    /// <summary>
    /// Whether the URI is one that the client registered: the same text, except that a loopback address may have any
    /// port, which the operating system gives a native client only when it listens (RFC 8252 section 7.3).
    /// </summary>
    public static bool Matches(string requested, IEnumerable<string> registered) =>
        requested.Length <= MaxLength && registered.Any(uri => uri == requested || DifferInLoopbackPortOnly(uri, requested));

    /// <summary>
    /// Whether an operator may list the URI: absolute, without user info, fragment, wildcard or backslash; or the pattern
    /// of an application's own scheme, which ends in <c>/*</c>.
    /// </summary>
    public static bool CanBeListed(string uri) =>
        IsPattern(uri)
            ? IsExact(uri[..^1]) && new Uri(uri[..^1]) is { Scheme: not "https", Host.Length: > 0 }
            : IsExact(uri);

    private static bool IsExact(string uri) =>
        uri.Length <= MaxLength &&
        Listable().IsMatch(uri) &&
        Uri.TryCreate(uri, UriKind.Absolute, out var parsed) &&
        (parsed.Scheme == Uri.UriSchemeHttps || IsPrivateUseScheme(parsed.Scheme));

    /// <summary>The https origin that a URI names, or null.</summary>
    public static string? HttpsHost(string uri) =>
        IsExact(uri) && new Uri(uri) is { Scheme: "https", IsDefaultPort: true } parsed ? parsed.Host : null;

    /// <summary>What the user is told about where the URI leads.</summary>
    public static string Destination(string uri)
    {
        if (IsLoopback(uri))
            return "a program on this computer";
        var parsed = new Uri(uri);
        return parsed.Scheme == Uri.UriSchemeHttps ? parsed.IdnHost : $"an application that opens {parsed.Scheme} links";
    }

    private static bool DifferInLoopbackPortOnly(string registered, string requested) =>
        Loopback().Match(registered) is { Success: true } one &&
        Loopback().Match(requested) is { Success: true } other &&
        one.Groups["host"].Value == other.Groups["host"].Value &&
        one.Groups["rest"].Value == other.Groups["rest"].Value;

    private static IEnumerable<string> Listed(McpOAuthProxyOptions settings) =>
        settings.AllowKnownClients ? settings.AllowedRedirectUris.Concat(KnownClients.RedirectUris) : settings.AllowedRedirectUris;

    private static bool IsPattern(string uri) => uri.EndsWith(AnyPath, StringComparison.Ordinal);

    // Letters, digits and a few signs, so that nothing climbs out of the folder in any reader's eyes.
    private static bool IsBelow(string folder, string uri) =>
        uri.StartsWith(folder, StringComparison.Ordinal) &&
        PlainPath().IsMatch(uri[folder.Length..]) &&
        !uri.Contains("..", StringComparison.Ordinal);

    // RFC 8252 section 7.1 asks for a reversed domain name; well-known clients have shorter ones, which the operator then
    // lists. What a browser would run or read instead of handing it to an application is refused.
    private static bool IsPrivateUseScheme(string scheme) =>
        scheme is not ("http" or "javascript" or "data" or "vbscript" or "file" or "blob" or "about" or "ftp" or "ws" or "wss"
            or "view-source" or "filesystem" or "mailto" or "tel" or "sms" or "intent" or "ms-msdt" or "search-ms");

    [GeneratedRegex("""\Ahttp://(?<host>localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?(?<rest>(/[A-Za-z0-9\-._~!$&'()+,;=:@%/]*)?(\?[A-Za-z0-9\-._~!$&'()+,;=:@%/?]*)?)\z""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Loopback();

    [GeneratedRegex("""\A[A-Za-z0-9\-._~/]+\z""", RegexOptions.CultureInvariant)]
    private static partial Regex PlainPath();

    [GeneratedRegex("""\A[a-z][a-z0-9+\-.]*:[A-Za-z0-9\-._~!$&'()+,;=:%/?\[\]]+\z""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Listable();
}
