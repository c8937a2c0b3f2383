using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;
using Mvc.Mcp.Authorization;
using Mvc.Mcp.Catalog;
using Mvc.Mcp.Execution.InProcess;
using Mvc.Mcp.Tools;
using Mvc.Mcp.Tools.Resources;

namespace Mvc.Mcp.Protocol;

/// <summary>Checks what guards the tools, prompts and resources of the application when it starts.</summary>
internal sealed class AuthorizationCheck(RuleCheck rules, IServiceProvider services)
{
    /// <summary>Checks all of them; <paramref name="challenges"/> tells whether refusals become challenges, as they do over HTTP.</summary>
    /// <exception cref="InvalidOperationException">A policy or a scheme does not exist.</exception>
    public void Check(IEnumerable<EndpointCatalog> catalogs, McpServerOptions server, bool challenges) =>
        CheckAsync(catalogs, server, challenges).GetAwaiter().GetResult();

    private async Task CheckAsync(IEnumerable<EndpointCatalog> catalogs, McpServerOptions server, bool challenges)
    {
        foreach (var definition in catalogs.SelectMany(Definitions).Where(definition => definition.Options.Forwarding is null))
        {
            // Asked for late: an application that only forwards calls has no actions.
            if (definition.Operation.ApiDescription is { } description &&
                services.GetRequiredService<ActionEndpoints>().Find(description.ActionDescriptor, definition.Options)?.Endpoint is { } endpoint)
            {
                await rules.CheckAsync(endpoint, endpoint.DisplayName ?? definition.Tool.Name, endpoint.Metadata, challenges);
            }
        }

        IEnumerable<IMcpServerPrimitive> primitives = [.. server.ToolCollection ?? [], .. server.PromptCollection ?? [], .. server.ResourceCollection ?? []];
        foreach (var primitive in primitives.Where(primitive => primitive is not (ActionTool or ActionResource)))
        {
            if (ToolAuthorization.IsGuarded(primitive.Metadata))
                await rules.CheckAsync(primitive, primitive.Id, primitive.Metadata, challenges);
        }
    }

    private static IEnumerable<ToolDefinition> Definitions(EndpointCatalog catalog) =>
        catalog.Snapshot.Tools.Concat(catalog.Snapshot.Resources.Select(resource => resource.Call));
}
