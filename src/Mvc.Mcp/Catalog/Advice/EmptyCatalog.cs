namespace Mvc.Mcp.Catalog.Advice;

/// <summary>Says why a catalog has nothing, and what to do.</summary>
internal static class EmptyCatalog
{
    /// <summary>The warning, where nothing became a tool or resource, and nobody wrote one by hand.</summary>
    public static IEnumerable<string> Warnings(McpOptions options, int offered, IReadOnlyList<McpOmittedOperation> omitted)
    {
        if (offered > 0)
            yield break;
        if (omitted.Count == 0)
        {
            yield return options.OpenApi.IsSet
                ? "There is no tool: the document describes no operation."
                : "There is no tool: the application has no action of a controller. " + (options.IncludeMinimalApis
                    ? "Nor is there a minimal API, unless it is mapped after the application starts."
                    : $"For minimal APIs set o.{nameof(McpOptions.IncludeMinimalApis)} = true; controllers of another assembly need AddApplicationPart(…).");
            yield break;
        }

        var most = omitted.GroupBy(operation => operation.Reason, StringComparer.Ordinal).MaxBy(group => group.Count())!;
        var change = most.Select(operation => operation.Change).FirstOrDefault(text => text is not null);
        yield return $"There is no tool: all {omitted.Count} operations were left out, {most.Count()} of them because: {most.Key}" +
            (change is null ? "" : $" To change that: {change}");
    }
}
