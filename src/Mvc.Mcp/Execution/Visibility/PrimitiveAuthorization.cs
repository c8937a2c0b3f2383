using Microsoft.AspNetCore.Authorization;
using ModelContextProtocol.Server;
using Mvc.Mcp.Authorization;
using Mvc.Mcp.Execution.InProcess;
using Mvc.Mcp.Tools;
using Mvc.Mcp.Tools.Resources;

namespace Mvc.Mcp.Execution.Visibility;

/// <summary>Tells what guards a tool, prompt or resource, be it an action's or written by hand.</summary>
internal sealed class PrimitiveAuthorization(ToolAuthorization authorization, ActionEndpoints endpoints) : IMcpAuthorization
{
    /// <inheritdoc />
    public async ValueTask<AuthorizationPolicy?> GetPolicyAsync(IMcpServerPrimitive primitive)
    {
        // The mapped endpoint knows more than the action: MapControllers().RequireAuthorization() is its metadata alone.
        var definition = (primitive as ActionTool)?.Definition ?? (primitive as ActionResource)?.Definition.Call;
        if (definition?.Operation.ApiDescription is { } description)
        {
            return endpoints.Find(description.ActionDescriptor, definition.Options)?.Endpoint is { } endpoint
                ? (await authorization.RuleOfAsync(endpoint, endpoint.Metadata)).Policy
                : null;
        }
        return ToolAuthorization.IsGuarded(primitive.Metadata) ? (await authorization.RuleOfAsync(primitive, primitive.Metadata)).Policy : null;
    }
}
