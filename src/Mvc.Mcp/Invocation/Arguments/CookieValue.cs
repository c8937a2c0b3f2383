using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Mvc.Mcp.Catalog;

namespace Mvc.Mcp.Invocation.Arguments;

/// <summary>Reads the value of a cookie, for APIs whose document asks for one.</summary>
internal static class CookieValue
{
    /// <summary>Reads the value, or notes why it cannot be a cookie.</summary>
    public static bool TryRead(ArgumentPlan argument, JsonElement value, ArgumentErrors errors, [NotNullWhen(true)] out string? text)
    {
        text = FieldWriter.Scalar(value) is { } raw ? Uri.EscapeDataString(raw) : null;
        if (text is null)
            errors.Add($"'{argument.Name}' is a cookie; expected a value.");
        return text is not null;
    }

    /// <summary>The header of several cookies.</summary>
    public static string Join(List<KeyValuePair<string, string>> cookies) =>
        string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));
}
