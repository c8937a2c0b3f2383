using Microsoft.AspNetCore.Mvc.Controllers;
using Mvc.Mcp.Tools.Naming;

namespace Mvc.Mcp.Operations;

/// <summary>What an operation is called in settings.</summary>
internal static class OperationNames
{
    /// <summary>The operationId; where there is none <c>{controller}_{action}</c>, or the method and path of an operation without an action.</summary>
    public static string Of(ApiOperation operation)
    {
        if (!string.IsNullOrWhiteSpace(operation.OpenApi.OperationId))
            return operation.OpenApi.OperationId;
        return operation.ApiDescription?.ActionDescriptor is ControllerActionDescriptor action
            ? $"{action.ControllerName}_{action.ActionName}"
            : ValidName.Of($"{operation.Method.ToLowerInvariant()}_{operation.Path}");
    }
}
