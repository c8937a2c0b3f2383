using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Mvc.Mcp.Operations.OwnDocument;

/// <summary>
/// Has ApiExplorer describe the actions that nobody said a word about: without <c>[ApiController]</c> it describes none. They
/// are marked, so that the application's own document stays as it was.
/// </summary>
internal sealed class DescribedActionsConvention : IApplicationModelConvention
{
    /// <inheritdoc />
    public void Apply(ApplicationModel application)
    {
        foreach (var controller in application.Controllers.Where(controller => !OData.Owns(controller.ControllerType)))
        {
            foreach (var action in controller.Actions)
            {
                // ApiExplorer refuses to describe an action that has no route of its own.
                if ((action.ApiExplorer.IsVisible ?? controller.ApiExplorer.IsVisible ?? application.ApiExplorer.IsVisible) is not null ||
                    !controller.Selectors.Concat(action.Selectors).Any(selector => selector.AttributeRouteModel is not null))
                {
                    continue;
                }
                action.ApiExplorer.IsVisible = true;
                action.Properties[typeof(DescribedActionsConvention)] = true;
            }
        }
    }

    /// <summary>Whether the action is described because of tools, and for them alone.</summary>
    public static bool IsForToolsAlone(ActionDescriptor action) => action.Properties.ContainsKey(typeof(DescribedActionsConvention));
}
