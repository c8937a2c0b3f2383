using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Execution;

/// <summary>Tells a caller whose answer was too large which arguments of the tool make it smaller.</summary>
internal static class AskForLess
{
    private static readonly HashSet<string> _paging = new(StringComparer.OrdinalIgnoreCase)
    {
        "count", "cursor", "first", "last", "limit", "maxcount", "maxitems", "maxpagesize", "maxresults", "offset", "page", "pageindex",
        "pagenumber", "pagesize", "perpage", "rows", "size", "skip", "start", "startindex", "take", "top",
    };

    /// <summary>A sentence that names them, with the space before it; empty where there are none.</summary>
    public static string Of(ToolDefinition operation)
    {
        string[] names =
        [
            .. operation.Request.Arguments.Select(argument => argument.Name).Where(name => _paging.Contains(Letters(name))),
            .. operation.Fields is { } fields ? [fields.Argument] : Array.Empty<string>(),
        ];
        return names.Length == 0 ? "" : $" Ask for less at a time, by {string.Join(", ", names)}.";
    }

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit));
}
