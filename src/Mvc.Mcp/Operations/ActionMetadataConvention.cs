using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Mvc.Mcp.Operations;

/// <summary>Reads the attributes of controllers and actions once, and leaves the result with each action.</summary>
/// <remarks>MVC's application model has already decided which attributes count, inherited ones included.</remarks>
internal sealed class ActionMetadataConvention : IApplicationModelConvention
{
    /// <inheritdoc />
    public void Apply(ApplicationModel application)
    {
        foreach (var controller in application.Controllers)
        {
            var shared = controller.Attributes.OfType<McpToolAttribute>().FirstOrDefault();
            if (shared is { Name: not null } or { Title: not null } or { Description: not null })
                throw new InvalidOperationException(
                    $"[McpTool] on {controller.ControllerType.FullName} sets Name, Title or Description. They are those of one tool: set them on an action.");
            foreach (var action in controller.Actions)
                action.Properties[typeof(ActionMetadata)] = Read(controller, action, shared);
        }
    }

    private static ActionMetadata Read(ControllerModel controller, ActionModel action, McpToolAttribute? shared) => ActionMetadata.Read(
        action.Attributes.OfType<McpToolAttribute>().FirstOrDefault(),
        shared,
        controller.Attributes.Concat(action.Attributes).OfType<McpIgnoreAttribute>().Any());
}
