using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Mvc.Mcp.Operations;

/// <summary>What an operation is called in settings.</summary>
internal static partial class OperationNames
{
    /// <summary>The operationId; where there is none <c>{controller}_{action}</c>, or the method and path of an operation without an action.</summary>
    public static string Of(ApiOperation operation)
    {
        if (!string.IsNullOrWhiteSpace(operation.OpenApi.OperationId) && !(operation.IsForeign && SaysNothing(operation.OpenApi.OperationId)) && !IsAddress(operation))
            return operation.OpenApi.OperationId;
        return operation.ApiDescription?.ActionDescriptor is ControllerActionDescriptor action
            ? $"{action.ControllerName}_{action.ActionName}"
            : ValidName.Of($"{operation.Method.ToLowerInvariant()}_{operation.Path}");
    }

    // OData calls an endpoint by its address where nobody named it.
    private static bool IsAddress(ApiOperation operation) =>
        OData.Routes(operation.ApiDescription?.ActionDescriptor) && operation.OpenApi.OperationId?.Trim('/') == operation.ApiDescription?.RelativePath?.Trim('/');

    private static bool SaysNothing(string id) => Hash().IsMatch(id) || !PlainLetters.Write(id).Any(char.IsAsciiLetterOrDigit);

    // Some generators make an identifier of nothing that a person could read: a GUID, or a digest in hexadecimal.
    [GeneratedRegex("^[a-z]{0,12}[-_]?([0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}|(?=[a-f]*[0-9])[0-9a-f]{16,128})$", RegexOptions.IgnoreCase)]
    private static partial Regex Hash();
}
