using System.Globalization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Mvc.Mcp.Benchmarks.Subject;

/// <summary>
/// Gives a controller as many actions as a test of scale needs: copies of its own, each with a route and an operation id
/// of its own.
/// </summary>
/// <param name="count">How many actions the application has in all.</param>
internal sealed class ManyActions(int count) : IControllerModelConvention
{
    /// <inheritdoc />
    public void Apply(ControllerModel controller)
    {
        ActionModel[] originals = [.. controller.Actions];
        for (var i = originals.Length; i < count; i++)
            controller.Actions.Add(Copy(originals[i % originals.Length], (i / originals.Length).ToString(CultureInfo.InvariantCulture)));
    }

    private static ActionModel Copy(ActionModel original, string number)
    {
        var copy = new ActionModel(original) { Controller = original.Controller };
        foreach (var selector in copy.Selectors)
        {
            var route = selector.AttributeRouteModel!;
            route.Name += "_" + number;
            route.Template = $"copies/{number}/{route.Template}";
            // ApiExplorer and Swashbuckle find the name here.
            foreach (var named in selector.EndpointMetadata.OfType<Microsoft.AspNetCore.Routing.IRouteNameMetadata>().ToArray())
                selector.EndpointMetadata.Remove(named);
        }

        return copy;
    }
}
