using System.Reflection;
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
            McpToolAttribute[] onController = Nearest(controller.ControllerType, controller.Attributes);
            if (onController.Length > 1)
            {
                throw new InvalidOperationException(
                    $"[McpTool] stands on {controller.ControllerType.FullName} more than once. Several tools are made of an action: repeat it there.");
            }
            var shared = onController.FirstOrDefault();
            if (shared is { Name: not null } or { Title: not null } or { Description: not null } or
                { Constants.Length: > 0 } or { Only.Length: > 0 } or { Except.Length: > 0 })
            {
                throw new InvalidOperationException(
                    $"[McpTool] on {controller.ControllerType.FullName} sets Name, Title, Description, Constants, Only or Except. They are those of one tool: set them on an action.");
            }
            foreach (var action in controller.Actions)
                action.Properties[typeof(ActionMetadata)] = Read(controller, action, shared);
        }
    }

    private static ActionMetadata Read(ControllerModel controller, ActionModel action, McpToolAttribute? shared) => ActionMetadata.Read(
        Nearest(action.ActionMethod, action.Attributes),
        shared,
        controller.Attributes.Concat(action.Attributes).OfType<McpIgnoreAttribute>().Any());

    // An attribute that may be repeated is inherited beside those of the type or method itself; ours takes the place of what it
    // overrides, as one that may not be repeated does.
    private static McpToolAttribute[] Nearest(MemberInfo member, IEnumerable<object> attributes)
    {
        McpToolAttribute[] own = [.. member.GetCustomAttributes<McpToolAttribute>(inherit: false)];
        return own.Length > 0 ? own : [.. attributes.OfType<McpToolAttribute>()];
    }
}
