using System.Text;

namespace Mvc.Mcp.Requests;

/// <summary>Writes fields as a query string.</summary>
internal static class QueryText
{
    /// <summary>The percent-encoded query with its question mark; empty where there are no fields.</summary>
    public static string Write(List<KeyValuePair<string, string>> fields)
    {
        if (fields.Count == 0)
            return "";
        var text = new StringBuilder();
        foreach (var (name, value) in fields)
            text.Append(text.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        return text.ToString();
    }
}
