using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Mvc.Mcp.Invocation.Results;

/// <summary>Explains the bare 400 of an action that wants an antiforgery token.</summary>
internal static class AntiforgeryAdvice
{
    /// <summary>What to say of a 400 of <paramref name="action"/>; null where no token was wanted.</summary>
    public static string? For(ActionDescriptor? action) => action is not null && WantsToken(action)
        ? "The action validates an antiforgery token, and a tool call has none: it is not sent by a page of the site. " +
          "An action that does not trust cookies needs no token; [IgnoreAntiforgeryToken] says so."
        : null;

    private static bool WantsToken(ActionDescriptor action)
    {
        var filters = action.FilterDescriptors.Select(filter => filter.Filter).ToArray();
        return !filters.Any(filter => filter is IgnoreAntiforgeryTokenAttribute) &&
            (filters.Any(filter => filter is ValidateAntiForgeryTokenAttribute or AutoValidateAntiforgeryTokenAttribute or IAntiforgeryPolicy) ||
                action.EndpointMetadata.OfType<IAntiforgeryMetadata>().LastOrDefault() is { RequiresValidation: true });
    }
}
