using Microsoft.AspNetCore.Mvc.ActionConstraints;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Mvc.Mcp.Operations;

/// <summary>Finds what a document does not hold of the application, so that nothing vanishes in silence.</summary>
internal static class UndescribedActions
{
    /// <summary>The actions that ApiExplorer does not describe, which no document can hold.</summary>
    public static IEnumerable<McpOmittedOperation> Omitted(IServiceProvider services, IReadOnlyList<ApiDescription> described)
    {
        var known = described.Select(description => description.ActionDescriptor.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var action in services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items)
        {
            if (action is not ControllerActionDescriptor { } hidden || known.Contains(action.Id))
                continue;
            var methods = action.ActionConstraints?.OfType<HttpMethodActionConstraint>().SelectMany(constraint => constraint.HttpMethods).ToArray();
            var path = action.AttributeRouteInfo?.Template ?? $"{hidden.ControllerName}/{hidden.ActionName}";
            yield return new McpOmittedOperation(methods is [var method, ..] ? method : "*", $"/{path}", action.AttributeRouteInfo?.Name, Reason(hidden))
            {
                Change = OData.Owns(hidden.ControllerTypeInfo) ? null : action.AttributeRouteInfo is null
                    ? $"Put a route on {hidden.ControllerTypeInfo.Name}.{hidden.MethodInfo.Name}: [HttpGet(\"…\")]."
                    : $"Take [ApiExplorerSettings(IgnoreApi = true)] away from {hidden.ControllerTypeInfo.Name}.{hidden.MethodInfo.Name} or from {hidden.ControllerTypeInfo.Name}.",
            };
        }
    }

    /// <summary>The operations that are described and do not stand in the document.</summary>
    public static IEnumerable<McpOmittedOperation> NotIn(
        string document, IReadOnlyList<ApiOperation> operations, IReadOnlyList<ApiDescription> described)
    {
        var held = operations.Select(operation => operation.ApiDescription).OfType<ApiDescription>().Select(Key).ToHashSet();
        foreach (var description in described.Where(description => !held.Contains(Key(description))))
        {
            var other = description.GroupName is { } group && group != document ? group : null;
            yield return OmittedDescription.Of(
                description,
                $"The Swagger document '{document}' does not hold it" + (other is null
                    ? ": a filter or an option of AddSwaggerGen leaves it out."
                    : $": it belongs to the group '{other}'."),
                other is null ? null : $"o.{nameof(McpOptions.DocumentName)} = \"{other}\";");
        }
    }

    private static (string, string?, string?, string?) Key(ApiDescription description) =>
        (description.ActionDescriptor.Id, description.RelativePath, description.HttpMethod, description.GroupName);

    private static string Reason(ControllerActionDescriptor action) => OData.Owns(action.ControllerTypeInfo)
        ? ODataOperations.DescribesTheApi
        : action.AttributeRouteInfo is null
        ? "It has no route of its own, and ApiExplorer describes only actions that have one."
        : "ApiExplorer does not describe it: [ApiExplorerSettings(IgnoreApi = true)] stands on it, or a convention hides it.";
}
