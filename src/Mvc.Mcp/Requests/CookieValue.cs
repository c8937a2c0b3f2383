using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Mvc.Mcp.Requests;

/// <summary>Reads the value of a cookie, for APIs whose document asks for one.</summary>
internal static class CookieValue
{
    /// <summary>Reads the value; false where it is null, which is no cookie.</summary>
    public static bool TryRead(JsonElement value, [NotNullWhen(true)] out string? text)
    {
        text = FieldWriter.Scalar(value) is { } raw ? Uri.EscapeDataString(raw) : null;
        return text is not null;
    }

    /// <summary>The header of several cookies.</summary>
    public static string Join(List<KeyValuePair<string, string>> cookies) =>
        string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
}
