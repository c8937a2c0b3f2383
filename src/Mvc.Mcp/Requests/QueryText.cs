using System.Text;

namespace Mvc.Mcp.Requests;

/// <summary>Writes fields as a query string.</summary>
internal static class QueryText
{
    /// <summary>What a field takes beside its name and its value.</summary>
    public const int Overhead = 2;

    /// <summary>The percent-encoded query with its question mark; empty where there are no fields.</summary>
    public static string Write(FieldList fields)
    {
        if (fields.Count == 0)
            return "";
        var text = new StringBuilder();
        foreach (var (name, value) in fields)
            text.Append(text.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        return text.ToString();
    }

    /// <summary>The same of fields that are encoded, without the question mark.</summary>
    public static string Join(FieldList encoded) => string.Join('&', encoded.Select(field => $"{field.Key}={field.Value}"));
}
