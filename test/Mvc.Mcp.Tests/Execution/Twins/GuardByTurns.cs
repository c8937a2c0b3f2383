using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Mvc.Mcp.Tests.Execution.Twins;

/// <summary>Leaves every fourth action open and guards the others by turns, so that every kind of caller meets every answer.</summary>
internal sealed class GuardByTurns : IApplicationModelConvention
{
    public void Apply(ApplicationModel application)
    {
        var turn = 0;
        foreach (var action in application.Controllers.SelectMany(controller => controller.Actions))
        {
            AuthorizeAttribute? guard = (turn++ % 4) switch
            {
                1 => new AuthorizeAttribute(),
                2 => new AuthorizeAttribute { Roles = "admin" },
                3 => new AuthorizeAttribute { AuthenticationSchemes = "Partner" },
                _ => null,
            };
            if (guard is null)
                continue;
            foreach (var selector in action.Selectors)
                selector.EndpointMetadata.Add(guard);
        }
    }
}
