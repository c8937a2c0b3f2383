using Mvc.Mcp.Operations;

namespace Mvc.Mcp.Tools;

/// <summary>What people and models read of an operation.</summary>
internal static class OperationText
{
    /// <summary>The title, by default the first line of the summary; null where there is none.</summary>
    public static string? Title(ApiOperation operation, ActionMetadata hints)
    {
        if (hints.Title is not null)
            return hints.Title;
        var summary = operation.OpenApi.Summary?.Trim();
        return string.IsNullOrEmpty(summary) ? null : summary.Split('\n')[0].Trim().TrimEnd('.');
    }

    /// <summary>Whether a title says nothing beyond the first line of the description, which stands beside it.</summary>
    public static bool Repeats(string? title, string description) =>
        title is not null && title.TrimEnd('.').Equals(description.Split('\n')[0].Trim().TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The description, by default summary and remarks; never empty, because clients refuse a tool that does not say what it
    /// does.
    /// </summary>
    public static string Description(ApiOperation operation, ActionMetadata hints)
    {
        if (!string.IsNullOrWhiteSpace(hints.Description))
            return hints.Description;
        var parts = new[] { operation.OpenApi.Summary, operation.OpenApi.Description }
            .Where(part => !string.IsNullOrWhiteSpace(part))
            .Select(part => part!.Trim())
            .Distinct();
        var text = string.Join("\n\n", parts);
        return (text.Length > 0 ? text : Route(operation)) + Deprecation(operation);
    }

    /// <summary>Whether <paramref name="description"/> says nothing but the route, because nobody described the operation.</summary>
    public static bool IsSilent(ApiOperation operation, string? description) =>
        string.IsNullOrWhiteSpace(description) || description.Split('\n')[0] == Route(operation);

    private static string Route(ApiOperation operation) => $"{operation.Method} {operation.Path}";

    // A tool has no mark for it, and a model that knows takes another where there is one.
    private static string Deprecation(ApiOperation operation)
    {
        if (!operation.OpenApi.Deprecated)
            return "";
        var advice = operation.ApiDescription?.ActionDescriptor.EndpointMetadata?.OfType<ObsoleteAttribute>().LastOrDefault()?.Message;
        return string.IsNullOrWhiteSpace(advice) ? "\n\nDeprecated." : $"\n\nDeprecated: {advice}";
    }
}
