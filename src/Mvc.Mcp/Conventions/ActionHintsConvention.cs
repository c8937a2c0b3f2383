using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Mvc.Mcp.Conventions;

/// <summary>Reads the attributes of controllers and actions once, and leaves the result with each action.</summary>
/// <remarks>MVC's application model has already decided which attributes count, inherited ones included.</remarks>
internal sealed class ActionHintsConvention : IApplicationModelConvention
{
    /// <inheritdoc />
    public void Apply(ApplicationModel application)
    {
        foreach (var controller in application.Controllers)
        {
            foreach (var action in controller.Actions)
                action.Properties[typeof(ActionHints)] = Read(controller, action);
        }
    }

    private static ActionHints Read(ControllerModel controller, ActionModel action) => new()
    {
        Ignored = controller.Attributes.Concat(action.Attributes).OfType<McpIgnoreAttribute>().Any(),
    };
}
