using Microsoft.AspNetCore.Mvc.Controllers;

namespace Mvc.Mcp.Operations;

/// <summary>Keeps of what OData maps one address for each operation, since two tools would do the same, and none of OData's own.</summary>
internal static class ODataOperations
{
    /// <summary>Why an operation of OData's own is left out.</summary>
    public const string DescribesTheApi = "It is OData's own, and describes the API to programs.";

    /// <summary>The set without the others, which are left out with the reason.</summary>
    public static OperationSet Choose(OperationSet all)
    {
        var left = all.Operations.Where(operation => operation.ApiDescription?.ActionDescriptor is ControllerActionDescriptor action && OData.Owns(action.ControllerTypeInfo))
            .ToDictionary(operation => operation, _ => DescribesTheApi);
        foreach (var addresses in all.Operations.GroupBy(operation => operation.ApiDescription is { } description ? OData.OperationOf(description) : null))
        {
            if (addresses.Key is null)
                continue;
            // The key as a segment is written as it is, where one in parentheses is a literal of OData's.
            var best = addresses.OrderBy(operation => operation.Path.Contains('$', StringComparison.Ordinal))
                .ThenBy(operation => operation.Path.Contains('(', StringComparison.Ordinal)).ThenBy(operation => operation.Path.Length).First();
            foreach (var other in addresses.Where(other => other != best))
                left[other] = $"OData maps the action of {best.Method} {best.Path} at this address too.";
        }

        return left.Count == 0 ? all : all with
        {
            Operations = [.. all.Operations.Where(operation => !left.ContainsKey(operation))],
            Omitted = [.. all.Omitted, .. left.Select(pair => OmittedDescription.Of(pair.Key.ApiDescription!, pair.Value, null))],
        };
    }
}
