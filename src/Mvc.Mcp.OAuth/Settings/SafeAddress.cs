namespace Mvc.Mcp.OAuth.Settings;

/// <summary>Which addresses secrets may be sent to: https, and http on this machine.</summary>
internal static class SafeAddress
{
    public static bool Is(Uri uri) =>
        uri.IsAbsoluteUri
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.UserInfo.Length == 0
        && uri.Fragment.Length == 0;

    public static bool IsOrigin(Uri uri) => Is(uri) && uri.AbsolutePath == "/" && uri.Query.Length == 0;
}
