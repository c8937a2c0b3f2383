using System.Text.Json;
using Mvc.Mcp.Requests;

namespace Mvc.Mcp.Tools.Resources;

/// <summary>Completes the variables of a resource's address where the API knows all their values.</summary>
internal static class ResourceCompletion
{
    /// <summary>The values of a variable that begin with what was typed; empty where there is no list of them.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="variable">The variable's name in the template.</param>
    /// <param name="typed">What was typed so far.</param>
    public static IReadOnlyList<string> Complete(ResourceDefinition resource, string variable, string typed) =>
        resource.Uri.Variables.TryGetValue(variable, out var argument)
            ? [.. Values(resource.Call, argument).Where(value => value.StartsWith(typed, StringComparison.OrdinalIgnoreCase))]
            : [];

    private static IEnumerable<string> Values(ToolDefinition operation, ArgumentBinding argument)
    {
        var schema = operation.Tool.InputSchema.GetProperty("properties").GetProperty(argument.Name);
        if (argument.Kind == ArgumentKind.Array && schema.TryGetProperty("items", out var items))
            schema = items;
        if (schema.TryGetProperty("enum", out var values))
            return values.EnumerateArray().Where(value => value.ValueKind != JsonValueKind.Null).Select(value => value.ToString());
        return argument.Kind == ArgumentKind.Boolean ? ["true", "false"] : [];
    }
}
