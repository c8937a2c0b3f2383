using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>Tells whether an action refuses by itself what its validation attributes forbid.</summary>
internal static class SelfValidation
{
    // MVC keeps the factory to itself; a test fails should it get another name.
    private const string Factory = "ModelStateInvalidFilterFactory";

    /// <summary>Whether <c>[ApiController]</c>, or the application, gave it the filter that answers 400 to an invalid model.</summary>
    public static bool Of(ActionDescriptor? action) =>
        action?.FilterDescriptors?.Any(descriptor => descriptor.Filter is ModelStateInvalidFilter || descriptor.Filter.GetType().Name == Factory) == true;
}
