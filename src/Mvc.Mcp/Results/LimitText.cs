using System.Globalization;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Results;

/// <summary>Tells a caller of a limit in the caller's terms: what to ask for, and not what the server's setting is called.</summary>
internal static class LimitText
{
    private const int MostNamed = 10;

    /// <summary>An answer that is larger than may be sent.</summary>
    public static string AnswerTooLarge(ToolDefinition operation)
    {
        // What is asked for in the query decides how much comes back: pages, filters, fields.
        var narrowing = operation.Request.Arguments.Where(argument => argument.Location == ArgumentLocation.Query).Select(argument => argument.Name)
            .Concat(operation.Fields is { } fields ? [fields.Argument] : []).Select(name => $"'{name}'").Take(MostNamed).ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"The answer is larger than {operation.Options.MaxResponseBytes} bytes, which is the most that is sent. ") +
            (narrowing.Length == 0
                ? "This tool has no argument that makes it smaller: ask another for a part of it."
                : $"Ask for less: {string.Join(", ", narrowing)} decide what it holds.");
    }

    /// <summary>A call that took too long.</summary>
    public static string TooLong(TimeSpan limit) =>
        string.Create(CultureInfo.InvariantCulture, $"The call took longer than {limit.TotalSeconds:0.###} seconds, and was ended. Ask for less, or try again later.");

    /// <summary>Calls within calls.</summary>
    public static string TooDeep(int limit) => string.Create(CultureInfo.InvariantCulture, $"Tool calls are nested more than {limit} deep, and are not made.");
}
