using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Mvc.Mcp.Results;

/// <summary>Names an HTTP status.</summary>
internal static class StatusLine
{
    /// <summary>The status and its reason phrase: <c>404 Not Found</c>.</summary>
    public static string Of(int statusCode)
    {
        var phrase = ReasonPhrases.GetReasonPhrase(statusCode);
        return string.Create(CultureInfo.InvariantCulture, $"{statusCode}{(phrase.Length == 0 ? "" : " ")}{phrase}");
    }
}
