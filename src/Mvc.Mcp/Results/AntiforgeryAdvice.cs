using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Mvc.Mcp.Tools;

namespace Mvc.Mcp.Results;

/// <summary>Explains the bare 400 of an action that wants an antiforgery token.</summary>
internal static class AntiforgeryAdvice
{
    /// <summary>What to say of a 400 of <paramref name="operation"/>; null where no token was wanted.</summary>
    public static string? For(ToolDefinition operation) => WantsToken(operation)
        ? "The action validates an antiforgery token, and a tool call has none: it is not sent by a page of the site. " +
          "An action that does not trust cookies needs no token; [IgnoreAntiforgeryToken] says so."
        : null;

    private static bool WantsToken(ToolDefinition operation)
    {
        if (operation.Operation.ApiDescription?.ActionDescriptor is not { } action)
            return false;
        // Of several filters the last is in force.
        var filter = action.FilterDescriptors.Select(descriptor => descriptor.Filter)
            .LastOrDefault(filter => filter is ValidateAntiForgeryTokenAttribute or AutoValidateAntiforgeryTokenAttribute or IAntiforgeryPolicy);
        return filter switch
        {
            IgnoreAntiforgeryTokenAttribute => false,
            AutoValidateAntiforgeryTokenAttribute => MayChangeSomething(operation.Request.Method),
            not null => true,
            null => action.EndpointMetadata.OfType<IAntiforgeryMetadata>().LastOrDefault() is { RequiresValidation: true } &&
                MayChangeSomething(operation.Request.Method),
        };
    }

    private static bool MayChangeSomething(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method) && !HttpMethods.IsTrace(method);
}
