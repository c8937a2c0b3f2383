using Microsoft.AspNetCore.Mvc.Controllers;

namespace Mvc.Mcp.Catalog.Naming;

/// <summary>What an operation is called in settings.</summary>
internal static class OperationNames
{
    /// <summary>The operationId; where there is none <c>{controller}_{action}</c>, or the method and path of an operation without an action.</summary>
    public static string Of(ApiOperation operation)
    {
        if (!string.IsNullOrWhiteSpace(operation.Operation.OperationId))
            return operation.Operation.OperationId;
        return operation.Description?.ActionDescriptor is ControllerActionDescriptor action
            ? $"{action.ControllerName}_{action.ActionName}"
            : ValidName.Of($"{operation.Method.ToLowerInvariant()}_{operation.Path}");
    }
}
