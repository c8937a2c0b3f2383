namespace Mvc.Mcp.OAuth.Settings;

/// <summary>Which addresses secrets may be sent to: https, and http on this machine.</summary>
internal static class SafeAddress
{
    public static bool Is(Uri uri) =>
        uri.IsAbsoluteUri &&
        (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) &&
        uri.UserInfo.Length == 0 &&
        uri.Fragment.Length == 0;

    /// <summary>Whether endpoints can lie below the address: an origin, or one with a path base.</summary>
    public static bool IsBase(Uri uri) => Is(uri) && uri.Query.Length == 0;
}
